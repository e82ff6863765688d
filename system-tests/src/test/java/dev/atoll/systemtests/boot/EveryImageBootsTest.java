package dev.atoll.systemtests.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.machine.RunningMachine;
import dev.atoll.machine.ssh.Ssh;
import dev.atoll.machine.ssh.SshKey;
import dev.atoll.systemtests.Checkout;
import dev.atoll.systemtests.OciArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each example and each set of packages boots to a system without a failed unit, and does what it is for. */
class EveryImageBootsTest {
    private UpAndDown up;

    @BeforeEach
    void makeRoom() throws IOException {
        up = UpAndDown.create();
    }

    @AfterEach
    void takeDown() throws IOException {
        up.close();
    }

    @Test
    @Tag("system")
    void minimalLetsIn() {
        Ssh guest = boot("examples/minimal.yaml");
        assertThat(in(guest, "systemctl is-active multi-user.target ssh.service"))
                .isEqualTo("active\nactive");
        assertThat(in(guest, "ls /boot/EFI/Linux")).isEqualTo("minimal_1.0.0.efi");
    }

    @Test
    @Tag("system")
    void containerdHasItsPartitionItsOperatorItsKernelAddonAndRunsAContainer() throws IOException {
        Ssh guest = boot("examples/containerd.yaml");
        assertThat(in(guest, "findmnt -no FSTYPE /var/lib/containerd")).isEqualTo("ext4");
        assertThat(in(guest, "lsblk -nro PARTLABEL,MOUNTPOINTS /dev/vda").lines())
                .contains("containers /var/lib/containerd");
        assertThat(in(guest, "id operator")).startsWith("uid=1000(operator) ").contains("(systemd-journal)");
        assertThat(in(guest, "cat /proc/cmdline")).contains("hugepagesz=2M hugepages=16");
        assertThat(in(guest, "cat /proc/sys/vm/nr_hugepages")).isEqualTo("16");
        Path archive = up.home().resolve("hello.tar");
        Files.write(archive, OciArchive.saying("hello from a container", "localhost/hello:1"));
        guest.put(archive, "/var/tmp/hello.tar");
        in(guest, "ctr image import /var/tmp/hello.tar");
        assertThat(in(guest, "ctr run --rm localhost/hello:1 hello")).isEqualTo("hello from a container");
    }

    @Test
    @Tag("full")
    void theKioskShowsItsBrowser() {
        Ssh guest = boot("examples/kiosk.yaml", "--memory", "3072");
        assertThat(in(guest, "systemctl is-active kiosk.service NetworkManager.service"))
                .isEqualTo("active\nactive");
        assertThat(in(guest, "nmcli -t -f STATE general")).isEqualTo("connected");
    }

    @Test
    @Tag("full")
    void theServerRunsItsDatabase() {
        Ssh guest = boot("system-tests/src/test/resources/sets/server.yaml");
        assertThat(in(guest, "systemctl is-active database.service")).isEqualTo("active");
    }

    @Test
    @Tag("full")
    void theClusterNodeRunsContainerd() {
        Ssh guest = boot("system-tests/src/test/resources/sets/cluster.yaml");
        assertThat(in(guest, "systemctl is-active containerd.service cluster-identity.service"))
                .isEqualTo("active\nactive");
    }

    @Test
    @Tag("full")
    void theContainerHostBootsOnArm() {
        Ssh guest = boot("distro/container-linux.yaml", "--architecture", "aarch64");
        assertThat(in(guest, "uname -m")).isEqualTo("aarch64");
        assertThat(in(guest, "findmnt -no SOURCE,FSTYPE /")).matches("/dev/mapper/root +erofs");
        assertThat(in(guest, "dmsetup table root")).contains(" verity ").contains("panic_on_corruption");
        assertThat(in(guest, "ls /boot/EFI/Linux")).isEqualTo("atoll_4.0.0.efi");
    }

    /** Boots an image under Secure Boot into a system that has nothing to complain of. */
    private Ssh boot(String definition, String... options) {
        Object[] arguments = new Object[options.length + 4];
        arguments[0] = "up";
        arguments[1] = Checkout.root().resolve(definition);
        arguments[2] = "--store";
        arguments[3] = Checkout.store();
        System.arraycopy(options, 0, arguments, 4, options.length);
        assertThat(up.atoll(arguments)).contains("the system is running").contains("Secure Boot: enabled");
        Ssh guest = RunningMachine.load(up.state().resolve("run"))
                .orElseThrow()
                .ssh(SshKey.in(up.state()).privateKey());
        assertThat(in(guest, "systemctl is-system-running")).isEqualTo("running");
        assertThat(in(guest, "systemctl --failed --no-legend --plain")).isEmpty();
        return guest;
    }

    private static String in(Ssh guest, String command) {
        return guest.run(command).orThrow(command).text().strip();
    }
}
