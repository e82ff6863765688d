package dev.atoll.disk.gpt;

import static dev.atoll.disk.gpt.GptDisks.MIB;
import static dev.atoll.disk.gpt.GptDisks.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GptTest {
    @TempDir
    Path directory;

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        try (FileChannel channel = GptDisks.open(directory.resolve("disk"))) {
            GptWriter.write(TABLE, channel);
            assertThat(channel.size()).isEqualTo(TABLE.diskSize());
            assertThat(GptReader.read(channel)).isEqualTo(TABLE);
        }
    }

    @Test
    void guidsAreMixedEndian() {
        ByteBuffer bytes = GptLayout.buffer(16);
        GptLayout.putGuid(bytes, PartitionTypes.ESP);
        assertThat(HexFormat.of().formatHex(bytes.array())).isEqualTo("28732ac11ff8d211ba4b00a0c93ec93b");
        assertThat(GptLayout.getGuid(bytes.rewind())).isEqualTo(PartitionTypes.ESP);
    }

    @Test
    void leavesThePartitionsAlone() throws Exception {
        GptTable table = new GptTable(GptDisks.DISK, 3 * MIB, List.of(partition("a", MIB, MIB)));
        Path disk = directory.resolve("disk");
        byte[] old = new byte[(int) (4 * MIB)];
        new Random(1).nextBytes(old);
        Files.write(disk, old);
        try (FileChannel channel = GptDisks.open(disk)) {
            GptWriter.write(table, channel);
        }
        byte[] now = Files.readAllBytes(disk);
        assertThat(now).hasSize((int) (3 * MIB));
        int end = (int) table.usableEnd();
        assertThat(Arrays.copyOfRange(now, (int) GptTable.FIRST_USABLE, end))
                .isEqualTo(Arrays.copyOfRange(old, (int) GptTable.FIRST_USABLE, end));
    }

    @Test
    void readsTheBackupWhenThePrimaryIsDamaged() throws Exception {
        try (FileChannel channel = GptDisks.open(directory.resolve("disk"))) {
            for (int damaged : new int[] {512, 512 + 60, 1024 + 56}) {
                GptWriter.write(TABLE, channel);
                channel.write(ByteBuffer.wrap(new byte[] {0x55}), damaged);
                assertThat(GptReader.read(channel)).isEqualTo(TABLE);
            }
            channel.write(ByteBuffer.allocate(1 << 15), 0);
            assertThat(GptReader.read(channel)).isEqualTo(TABLE);
        }
    }

    @Test
    void refusesADiskWhoseTablesAreBothDamaged() throws Exception {
        try (FileChannel channel = GptDisks.open(directory.resolve("disk"))) {
            GptWriter.write(TABLE, channel);
            channel.write(ByteBuffer.wrap(new byte[] {0x55}), 512 + 60);
            channel.write(ByteBuffer.wrap(new byte[] {0x55}), TABLE.diskSize() - 512 + 60);
            assertThatExceptionOfType(MalformedGptException.class)
                    .isThrownBy(() -> GptReader.read(channel))
                    .withMessageContaining("primary: wrong check sum of the header")
                    .withMessageContaining("backup: wrong check sum of the header");
        }
    }

    @Test
    void readsTheTableOfAnImageOnALargerDiskAndRefusesACutOne() throws Exception {
        try (FileChannel channel = GptDisks.open(directory.resolve("disk"))) {
            GptWriter.write(TABLE, channel);
            channel.write(ByteBuffer.allocate(512), 2 * TABLE.diskSize());
            assertThat(GptReader.read(channel)).isEqualTo(TABLE);
            for (long size : new long[] {TABLE.diskSize() - 512, 35 * 512, 1000, 0}) {
                channel.truncate(size);
                assertThatExceptionOfType(MalformedGptException.class).isThrownBy(() -> GptReader.read(channel));
            }
        }
    }

    @Test
    void refusesAStaleTableUnderAnMbrTable() throws Exception {
        try (FileChannel channel = GptDisks.open(directory.resolve("disk"))) {
            GptWriter.write(TABLE, channel);
            channel.write(ByteBuffer.wrap(new byte[] {(byte) 0x83}), 446 + 4);
            assertThatExceptionOfType(MalformedGptException.class)
                    .isThrownBy(() -> GptReader.read(channel))
                    .withMessageContaining("MBR");
        }
    }

    @Test
    void holdsUpTo128PartitionsOnTheSmallestPlaces() throws Exception {
        long first = GptTable.FIRST_USABLE;
        List<GptPartition> all = IntStream.range(0, 128)
                .mapToObj(i -> new GptPartition(
                        PartitionTypes.LINUX_GENERIC, GptDisks.id(i), "p" + i, 0, first + i * 512L, 512))
                .toList();
        long size = first + 128 * 512L + 33 * 512L;
        GptTable full = new GptTable(GptDisks.DISK, size, all);
        assertThat(full.usableEnd()).isEqualTo(all.getLast().end());
        try (FileChannel channel = GptDisks.open(directory.resolve("disk"))) {
            GptWriter.write(full, channel);
            assertThat(GptReader.read(channel)).isEqualTo(full);
        }
        refused("ends at", () -> new GptTable(GptDisks.DISK, size - 512, all));
        refused("room for 128", () -> new GptTable(GptDisks.DISK, size, Collections.nCopies(129, all.getFirst())));
    }

    @Test
    void refusesPartitionsThatCannotBe() throws Exception {
        long size = 10 * MIB;
        refused(
                "overlaps partition \"a\"",
                () -> new GptTable(
                        GptDisks.DISK, size, List.of(partition("b", 2 * MIB, MIB), partition("a", MIB, MIB + 512))));
        refused(
                "overlaps the partition table",
                () -> new GptTable(GptDisks.DISK, size, List.of(partition("a", 33 * 512, MIB))));
        refused("ends at", () -> new GptTable(GptDisks.DISK, size, List.of(partition("a", MIB, 9 * MIB))));
        GptPartition a = partition("a", MIB, MIB);
        GptPartition twin = new GptPartition(a.type(), a.id(), "b", 0, 3 * MIB, MIB);
        refused("two partitions", () -> new GptTable(GptDisks.DISK, size, List.of(a, twin)));
        refused("multiple of 512", () -> new GptTable(GptDisks.DISK, size + 1, List.of()));
        refused("multiples of 512", () -> partition("a", MIB + 1, MIB));
        refused("size positive", () -> partition("a", MIB, 0));
        refused("2^63", () -> partition("a", Long.MAX_VALUE - 511, 512));
        refused("36", () -> partition("x".repeat(37), MIB, MIB));
        assertThat(partition("x".repeat(36), MIB, MIB).name()).hasSize(36);
        refused("all-zero", () -> new GptPartition(new UUID(0, 0), GptDisks.id(1), "a", 0, MIB, MIB));
    }

    @Test
    void survivesRandomDamageWithRepairedCheckSums() throws Exception {
        GptTable table = new GptTable(GptDisks.DISK, 3 * MIB, List.of(partition("a", MIB, MIB)));
        Random random = new Random(20261122);
        int read = 0;
        try (FileChannel channel = GptDisks.open(directory.resolve("disk"))) {
            GptWriter.write(table, channel);
            ByteBuffer good = GptLayout.buffer(3 * 512);
            channel.read(good, 512);
            // Without the backup every outcome is the primary's.
            channel.write(ByteBuffer.allocate(512), table.diskSize() - 512);
            for (int i = 0; i < 3000; i++) {
                ByteBuffer bad = GptLayout.buffer(good.capacity()).put(good.rewind());
                for (int n = random.nextInt(3); n >= 0; n--) {
                    bad.put(random.nextBoolean() ? 8 + random.nextInt(84) : 512 + random.nextInt(128), (byte)
                            random.nextInt());
                }
                repair(bad);
                channel.write(bad.rewind(), 512);
                try {
                    read += GptReader.read(channel).partitions().size();
                } catch (MalformedGptException expected) {
                    assertThat(expected).hasMessageContaining("primary: ");
                }
            }
        }
        assertThat(read).isBetween(100, 2900);
    }

    private static void repair(ByteBuffer table) {
        CRC32 crc = new CRC32();
        byte[] entries = new byte[128 * 128];
        table.get(512, entries, 0, 1024);
        crc.update(entries);
        table.putInt(88, (int) crc.getValue()).putInt(16, 0);
        crc.reset();
        crc.update(table.array(), 0, 92);
        table.putInt(16, (int) crc.getValue());
    }

    private static GptPartition partition(String name, long offset, long size) {
        return new GptPartition(PartitionTypes.LINUX_GENERIC, GptDisks.id(name.hashCode()), name, 0, offset, size);
    }

    private static void refused(String why, ThrowingCallable making) {
        assertThatIllegalArgumentException().isThrownBy(making).withMessageContaining(why);
    }
}
