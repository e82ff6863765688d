package dev.atoll.node.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockDevicesTest {
    private static final Path DATA = Path.of("/dev/disk/by-id/virtio-data");

    @TempDir
    private Path root;

    @BeforeEach
    void lay() throws IOException {
        device("vda", "254:0");
        device("vdb", "254:16");
        partition("vda", "vda1", "254:1", "data");
        partition("vdb", "vdb1", "254:17", "logs");
        link("dev/disk/by-id/virtio-data", "dev/vdb");
        file("proc/self/mountinfo", "21 1 254:1 / /var rw,relatime - ext4 /dev/vda1 rw\n");
        file("proc/swaps", "Filename Type Size Used Priority\n");
    }

    private void device(String name, String number) throws IOException {
        file("dev/" + name, "");
        file("sys/devices/" + name + "/dev", number + "\n");
        Files.createDirectories(root.resolve("sys/devices/" + name + "/holders"));
        link("sys/class/block/" + name, "sys/devices/" + name);
    }

    private void partition(String disk, String name, String number, String label) throws IOException {
        file("dev/" + name, "");
        file("sys/devices/" + disk + "/" + name + "/dev", number + "\n");
        file("sys/devices/" + disk + "/" + name + "/partition", "1\n");
        link("sys/class/block/" + name, "sys/devices/" + disk + "/" + name);
        link("dev/disk/by-partlabel/" + label, "dev/" + name);
    }

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private void link(String path, String target) throws IOException {
        Path link = root.resolve(path);
        Files.createDirectories(link.resolveSibling(""));
        Files.createSymbolicLink(link, root.resolve(target));
    }

    @Test
    void stableNamesLeadToDevices() {
        BlockDevices devices = new BlockDevices(root);
        assertThat(devices.name(DATA)).contains("vdb");
        assertThat(devices.name(Path.of("/dev/disk/by-id/gone"))).isEmpty();
        assertThat(devices.isPartition("vdb")).isFalse();
        assertThat(devices.isPartition("vdb1")).isTrue();
    }

    @Test
    void aLabelOnAnotherDiskIsNotOnThisOne() throws IOException {
        BlockDevices devices = new BlockDevices(root);
        assertThat(devices.partitions("vdb")).containsExactly("vdb1");
        assertThat(devices.hasLabel(DATA, "logs")).isTrue();
        assertThat(devices.hasLabel(DATA, "data")).isFalse();
        assertThat(devices.hasLabel(DATA, "none")).isFalse();
    }

    @Test
    void mountsSwapAndVolumesAreUse() throws IOException {
        BlockDevices devices = new BlockDevices(root);
        assertThat(devices.inUse("vda")).isTrue();
        assertThat(devices.inUse("vdb")).isFalse();
        file("proc/swaps", "Filename Type Size Used Priority\n/dev/vdb1 partition 1 0 -2\n");
        assertThat(devices.inUse("vdb")).isTrue();
        file("proc/swaps", "");
        file("sys/devices/vdb/holders/dm-0", "");
        assertThat(devices.inUse("vdb")).isTrue();
    }
}
