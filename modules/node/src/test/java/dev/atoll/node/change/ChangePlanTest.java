package dev.atoll.node.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.node.change.PathChange.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangePlanTest {
    @ParameterizedTest
    @CsvSource({
        "/etc/hostname, CHANGED, live",
        "/etc/motd, ADDED, live",
        "/etc/passwd, CHANGED, live",
        "/etc/sysctl.d/90-node.conf, CHANGED, live",
        "/etc/sysctl.d/90-node.conf, REMOVED, reboot",
        "/etc/systemd/network/10-lan.network, CHANGED, live",
        "/etc/systemd/network/10-bond0.netdev, ADDED, live",
        "/etc/systemd/network/10-bond0.netdev, CHANGED, reboot",
        "/etc/systemd/resolved.conf.d/50-node.conf, ADDED, restarts systemd-resolved.service",
        "/etc/systemd/system/web.timer, CHANGED, restarts web.timer",
        "/etc/systemd/system/web.timer, REMOVED, stops web.timer",
        "/etc/systemd/system/ssh.service.d/10-x.conf, ADDED, restarts ssh.service",
        "/etc/systemd/system/ssh.service.d/10-x.conf, REMOVED, restarts ssh.service",
        "/etc/systemd/system/getty@.service, CHANGED, live",
        "/etc/systemd/system/timers.target.wants/web.timer, ADDED, starts web.timer",
        "/etc/systemd/system/timers.target.wants/web.timer, REMOVED, stops web.timer",
        "/etc/containers/systemd/web.container, CHANGED, restarts web.service",
        "/etc/containers/systemd/web.container, ADDED, starts web.service",
        "/etc/containers/systemd/web.container, REMOVED, stops web.service",
        "/etc/containers/systemd/web.image, CHANGED, restarts web-image.service",
        "/etc/nftables.d/input-node.nft, ADDED, reloads nftables.service",
        "/etc/crypttab, CHANGED, live",
        "/etc/fstab, CHANGED, reboot",
        "/etc/systemd/system/atoll-disk@data.service.d/50-node.conf, ADDED, live",
        "/etc/systemd/system/atoll-disk@data.service.d/50-node.conf, CHANGED, runs atoll-disk@data.service",
        "/etc/systemd/system/atoll-disk@data.service.d/50-node.conf, REMOVED, live",
        "/etc/systemd/system/local-fs.target.wants/atoll-disk@data.service, ADDED, starts atoll-disk@data.service",
        "/etc/systemd/system/local-fs.target.wants/var-data.mount, REMOVED, stops var-data.mount",
        "/etc/atoll/disks/my-data/00-data.conf, CHANGED, runs atoll-disk@my\\x2ddata.service",
        "/etc/atoll/disks/my-data/01-logs.conf, ADDED, live",
        "/etc/systemd/system/systemd-cryptsetup@vault.service.d/50-node.conf, REMOVED, live",
        "/etc/systemd/system/atoll-keyed.target.wants/var-safe.mount, ADDED, live",
        "/etc/systemd/system/atoll-keyed.target.wants/var-safe.mount, REMOVED, stops var-safe.mount",
        "/etc/systemd/system/dev-vdb.device.d/50-node.conf, CHANGED, live",
        "/etc/systemd/system/atoll-swapfile@var-swap.service.d/50-node.conf, CHANGED, "
                + "restarts atoll-swapfile@var-swap.service",
        "/etc/systemd/system/atoll-swapfile@var-swap.service.d/50-node.conf, REMOVED, removes the file",
    })
    void aPathTellsItsCost(String path, Kind kind, String cost) {
        ChangePlan plan = ChangePlan.of(List.of(new PathChange(path, kind)));
        assertThat(plan.changes().getFirst().step().cost()).isEqualTo(cost);
        assertThat(plan.needsReboot()).isEqualTo(cost.equals("reboot"));
    }

    @Test
    void stepsAreTakenOnceAndInOrder() {
        ChangePlan plan = ChangePlan.of(List.of(
                new PathChange("/etc/systemd/system/new.service", Kind.ADDED),
                new PathChange("/etc/systemd/system/multi-user.target.wants/new.service", Kind.ADDED),
                new PathChange("/etc/containers/systemd/web.container", Kind.CHANGED),
                new PathChange("/etc/containers/systemd/web.container.d/x.conf", Kind.CHANGED),
                new PathChange("/etc/hostname", Kind.CHANGED),
                new PathChange("/etc/systemd/system/old.service", Kind.REMOVED)));
        assertThat(plan.steps())
                .extracting(Step::cost)
                .containsExactly("stops old.service", "live", "restarts web.service", "starts new.service");
    }
}
