package dev.atoll.disk.pe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Images whose headers promise what is not there, or the same bytes twice. */
class HostilePeTest {
    private static final int SECOND = SmallPe.TABLE + 40;

    private final byte[] pe = SmallPe.create();

    private static void refused(byte[] image, String why) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatThrownBy(() -> AuthenticodeDigest.of(image))
                .isInstanceOf(MalformedPeException.class)
                .hasMessageStartingWith("not a usable PE32+ image, at offset ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(16L << 20);
    }

    private void refused(int at, int value, String why) {
        refused(SmallPe.with(pe, at, value), why);
    }

    @Test
    void headersBeyondTheFileAreRefused() {
        for (int offset : new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, pe.length, pe.length - 100}) {
            refused(60, offset, "");
        }
        refused(SmallPe.OPTIONAL + 60, -1, "headers of 4294967295 bytes");
        refused(SmallPe.OPTIONAL + 60, 0, "headers of 0 bytes");
    }

    @Test
    void countsOfSectionsAndDirectoriesAreBounded() {
        refused(SmallPe.PE + 4, 0x8664, "0 sections");
        refused(SmallPe.PE + 4, 0xffff_8664, "65535 sections");
        refused(SmallPe.PE + 4, 96 << 16 | 0x8664, "section table is cut off");
        refused(SmallPe.OPTIONAL + 108, -1, "4294967295 data directories");
        refused(SmallPe.OPTIONAL + 108, 0, "0 data directories");
    }

    @Test
    void sectionsOutsideOfTheFileAreRefused() {
        for (int value : new int[] {-1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 20}) {
            refused(SmallPe.TABLE + 16, value, "");
            refused(SmallPe.TABLE + 20, value, "");
        }
    }

    @Test
    void sectionsThatShareBytesAreNotSigned() {
        refused(SECOND + 20, SmallPe.HEADERS, "");
        refused(SECOND + 20, SmallPe.HEADERS + 256, "");
        refused(SECOND + 20, 0, "");
    }

    @Test
    void certificateTablesOutsideOfTheFileAreRefused() {
        int directory = SmallPe.OPTIONAL + 112 + 4 * 8;
        byte[] outside = SmallPe.with(SmallPe.with(pe, directory, pe.length), directory + 4, 100);
        refused(outside, "lies outside the file");
        byte[] inHeaders = SmallPe.with(SmallPe.with(pe, directory, 8), directory + 4, 100);
        refused(inHeaders, "lies outside the file");
        refused(SmallPe.with(SmallPe.with(pe, directory, -1), directory + 4, -1), "lies outside the file");
    }

    @Test
    void namesOfSectionsAddNoLinesToMessages() {
        byte[] named = SmallPe.with(pe, SmallPe.TABLE + 16, -1);
        System.arraycopy("a\n\u001bb".getBytes(StandardCharsets.US_ASCII), 0, named, SmallPe.TABLE, 4);
        refused(named, "ends after the file");
    }
}
