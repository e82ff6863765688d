package dev.atoll.node.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.DataDisk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionChangesTest {
    private static List<DataDisk> disk(String partition) {
        String text = "node: 1\ndisks: [{name: store, device: /dev/disk/by-id/x, partitions: [" + partition + "]}]";
        return NodeConfigReader.read("node.yaml", text.getBytes(StandardCharsets.UTF_8))
                .disks();
    }

    private static List<String> refused(String old, String now) {
        return PartitionChanges.refused(disk(old), disk(now), (_, _) -> true);
    }

    @Test
    void whatAPartitionHoldsIsNeverChanged() {
        assertThat(refused("{name: data, sizeMiB: 64}", "{name: data, format: swap, encrypt: tpm2}"))
                .singleElement()
                .asString()
                .startsWith(
                        "the partition data of the disk store is there, and is not changed: format from ext4 to swap,"
                                + " encrypt from none to tpm2, sizeMiB from 64 to the rest")
                .contains("hint: ");
    }

    @Test
    void whereItIsMountedMayChange() {
        assertThat(refused("{name: data}", "{name: data, mount: /var/data, options: [noatime]}"))
                .isEmpty();
    }

    @Test
    void onePartitionMayComeAndGo() {
        assertThat(refused("{name: data}", "{name: other, format: swap}")).isEmpty();
    }

    @Test
    void whatIsNotThereYetMayChange() {
        assertThat(PartitionChanges.refused(disk("{name: data}"), disk("{name: data, encrypt: tpm2}"), (_, _) -> false))
                .isEmpty();
    }
}
