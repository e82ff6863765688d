package dev.atoll.disk.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.atoll.disk.tree.Content;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Files whose tables claim far more than the file has bytes for. */
class HostileElfTest {
    private static final int SIZE = 1 << 20;
    private static final int HEADER = 64;
    private static final int STRINGS = 1 << 19;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final ByteBuffer file = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);

    HostileElfTest() {
        Arrays.fill(file.array(), STRINGS, SIZE - 1, (byte) 'x');
        file.put(0, new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0});
        file.putShort(16, (short) 3)
                .putShort(18, (short) 62)
                .putShort(54, (short) 56)
                .putShort(58, (short) 64);
    }

    private void segment(int index, int type, long offset, long size) {
        int at = HEADER + index * Segment.BYTES;
        file.putLong(32, HEADER).putShort(56, (short) (index + 1));
        file.putInt(at, type).putLong(at + 8, offset).putLong(at + 16, offset).putLong(at + 32, size);
    }

    private void refused(String why) {
        Content content = Content.of(file.array());
        long before = THREADS.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> ElfFile.read(content).dlopens())
                .isInstanceOf(MalformedElfException.class)
                .hasMessageContaining(why);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isLessThan(48L << 20);
    }

    @Test
    void neededLibrariesMayNotAllBeTheEndsOfOneLongString() {
        int dynamic = 1 << 16;
        int count = 20_000;
        segment(0, Segment.LOAD, 0, SIZE);
        segment(1, Segment.DYNAMIC, dynamic, (count + 2) * 16L);
        file.position(dynamic).putLong(5).putLong(STRINGS).putLong(10).putLong(SIZE - STRINGS);
        for (int i = 0; i < count; i++) {
            file.putLong(1).putLong(i);
        }
        refused("overlap");
    }

    @Test
    void sectionNamesMayNotAllBeTheEndsOfOneLongString() {
        int count = 5_000;
        file.putLong(40, HEADER).putShort(60, (short) count).putShort(62, (short) 0);
        for (int i = 0; i < count; i++) {
            file.putInt(HEADER + i * 64, i);
        }
        file.putLong(HEADER + 24, STRINGS).putLong(HEADER + 32, SIZE - STRINGS);
        refused("overlap");
    }

    @Test
    void notesAreNotReadAgainAndAgain() {
        for (int i = 0; i < 4_000; i++) {
            segment(i, Segment.NOTE, SIZE - STRINGS / 2, STRINGS / 4);
        }
        Arrays.fill(file.array(), STRINGS, SIZE, (byte) 0);
        refused("notes overlap");
    }

    @Test
    void tablesThatCannotBeInTheFileAreRefused() {
        file.putLong(32, Long.MAX_VALUE - 10).putShort(56, (short) 0xffff);
        refused("leaves the file");
        file.putShort(56, (short) 0).putLong(40, HEADER).putLong(HEADER + 32, 1L << 60);
        refused("sections");
        file.putLong(HEADER + 32, 1L << 19);
        refused("leaves the file");
    }
}
