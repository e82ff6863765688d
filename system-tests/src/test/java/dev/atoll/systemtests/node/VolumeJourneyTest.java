package dev.atoll.systemtests.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.node.delivery.ConfigVolume;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A machine that gets its configuration from a volume: first a broken one, then one that is right. */
@Tag("system")
class VolumeJourneyTest {
    @Test
    void aBrokenConfigurationIsSeenAndTheMachineStaysWithinReachUntilARightOneComes() throws IOException {
        try (NodeMachine.Image image = NodeMachine.Image.build("image.yaml")) {
            Path volume = image.home().resolve("cidata.raw");
            write(volume, "node: 1\nhostname: other\nsysctls:\n  net.core.somaxconn: \"512\"\n");
            try (NodeMachine node = image.start("volume", config -> {
                List<Path> disks = new ArrayList<>(config.disks());
                disks.add(volume);
                return config.withDisks(disks);
            })) {
                assertThat(node.console()).anyMatch(line -> line.contains("node.yaml:3:1"));
                assertThat(node.in("systemctl --failed --no-legend --plain")).contains("atoll-provision.service");
                assertThat(node.in("atollctl status")).contains("refused", "node.yaml:3:1", "sysctl");
                assertThat(node.in("journalctl -u atoll-provision --no-pager")).contains("node.yaml:3:1");
                assertThat(node.in("ls /var/lib/atoll/generations 2>/dev/null | wc -l"))
                        .isEqualTo("0");
                assertThat(node.in("hostname")).isEqualTo("atoll");

                Path right = image.home().resolve("right.raw");
                write(right, NodeMachine.document("other.yaml"));
                overwrite(volume, right);
                node.reset();
                assertThat(
                                node.in(
                                        "hostname; sysctl -n net.core.somaxconn; systemctl is-enabled systemd-timesyncd.service || true"))
                        .isEqualTo("other\n512\ndisabled");
                assertThat(node.in("systemctl is-system-running --wait || systemctl --failed --no-legend"))
                        .isEqualTo("running");
                assertThat(node.in("atollctl generations")).contains("volume CIDATA, node.yaml", "live", "chosen");
            }
        }
    }

    /** The machine has the file open, so it stays the same one. */
    private static void overwrite(Path volume, Path other) throws IOException {
        try (FileChannel from = FileChannel.open(other);
                FileChannel to = FileChannel.open(volume, StandardOpenOption.WRITE)) {
            for (long done = 0; done < from.size(); ) {
                done += from.transferTo(done, from.size() - done, to);
            }
        }
    }

    private static void write(Path volume, String text) throws IOException {
        ConfigVolume.write(volume, Map.of(ConfigVolume.CONFIG, text.getBytes(StandardCharsets.UTF_8)));
    }
}
