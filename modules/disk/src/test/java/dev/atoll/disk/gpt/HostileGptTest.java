package dev.atoll.disk.gpt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose check sums are right and whose numbers are not. */
@Timeout(20)
class HostileGptTest {
    private static final long MIB = 1 << 20;
    private static final int ENTRIES = 512;
    private static final GptTable TABLE = new GptTable(
            GptDisks.DISK,
            8 * MIB,
            List.of(
                    new GptPartition(PartitionTypes.LINUX_GENERIC, GptDisks.id(1), "one", 0, MIB, MIB),
                    new GptPartition(PartitionTypes.LINUX_GENERIC, GptDisks.id(2), "two", 0, 3 * MIB, MIB)));

    @TempDir
    private Path directory;

    /** Changes the primary header and entries, puts its check sums right and leaves no backup. */
    private void refused(String why, Consumer<ByteBuffer> change) throws Exception {
        try (FileChannel channel = GptDisks.open(directory.resolve("disk"))) {
            GptWriter.write(TABLE, channel);
            channel.write(ByteBuffer.allocate(512), TABLE.diskSize() - 512);
            ByteBuffer table = GptLayout.buffer(512 + 128 * 128);
            channel.read(table, 512);
            change.accept(table);
            table.putInt(88, crc(table, ENTRIES, 128 * 128)).putInt(16, 0);
            table.putInt(16, crc(table, 0, 92));
            channel.write(table.rewind(), 512);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThatThrownBy(() -> GptReader.read(channel))
                    .isInstanceOf(MalformedGptException.class)
                    .hasMessageContaining("primary: ")
                    .hasMessageContaining(why)
                    .hasMessageNotContaining("\n");
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16L << 20);
        }
    }

    private static int crc(ByteBuffer table, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(table.slice(from, length));
        return (int) crc.getValue();
    }

    @Test
    void countsAndSizesOfEntriesAreBounded() throws Exception {
        for (int count : new int[] {-1, Integer.MAX_VALUE, 1025}) {
            refused(Integer.toUnsignedString(count) + " entries", table -> table.putInt(80, count));
        }
        for (int size : new int[] {0, 64, 127, 8192, Integer.MIN_VALUE, -1}) {
            refused("entries of " + Integer.toUnsignedString(size) + " bytes", table -> table.putInt(84, size));
        }
    }

    @Test
    void entriesLieOnTheDisk() throws Exception {
        for (long sector : new long[] {0, -1, Long.MAX_VALUE, 16_384}) {
            refused("the entries are said to be in sector " + sector, table -> table.putLong(72, sector));
        }
    }

    @Test
    void headersPointAtPlacesOfTheDisk() throws Exception {
        refused("the header is not meant for sector 1", table -> table.putLong(24, 2));
        for (long other : new long[] {0, -1, Long.MAX_VALUE}) {
            refused("the other header is said to be in sector " + other, table -> table.putLong(32, other));
        }
        refused("header size", table -> table.putInt(12, 1 << 30));
    }

    @Test
    void partitionsAreWithinTheDiskAndApart() throws Exception {
        int first = ENTRIES + 32;
        int last = ENTRIES + 40;
        refused("outside of", table -> table.putLong(last, Long.MAX_VALUE));
        refused("outside of", table -> table.putLong(first, -1));
        refused("outside of", table -> table.putLong(first, 5000).putLong(last, 4000));
        refused("outside of", table -> table.putLong(first, 1));
        refused("overlaps partition", table -> table.putLong(last, 3 * MIB / 512));
        refused("two partitions", table -> table.put(ENTRIES + 128 + 16, table, ENTRIES + 16, 16));
    }

    @Test
    void namesAddNoLinesToMessages() throws Exception {
        refused(
                "overlaps partition",
                table -> table.putLong(ENTRIES + 40, 3 * MIB / 512)
                        .putChar(ENTRIES + 56, '\n')
                        .putChar(ENTRIES + 128 + 56, '\n'));
    }
}
