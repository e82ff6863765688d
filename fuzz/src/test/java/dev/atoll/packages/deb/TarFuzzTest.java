package dev.atoll.packages.deb;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class TarFuzzTest {

    private static final int BLOCK = 512;

    /** Mutations rarely hit a check sum, so each input is read as it is and with its headers' sums put right. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        check(input);
        check(summed(input));
    }

    private static void check(byte[] input) {
        Hostile.read(input.length, () -> read(input), MalformedPackageException.class);
    }

    private static boolean read(byte[] input) throws IOException {
        Source source = new Source(new ByteArrayInputStream(input), "an archive", "", 1 << 20);
        TarReader.read(source, TarFuzzTest::member);
        return true;
    }

    private static void member(TarEntry entry, InputStream contents) throws IOException {
        String path = "/" + entry.path() + "/";
        Hostile.require(
                path.equals("//") || (!path.contains("//") && !path.contains("/./") && !path.contains("/../")),
                "the path " + path);
        String link = entry.kind() == TarEntry.Kind.HARD_LINK ? "/" + entry.link() + "/" : "/";
        Hostile.require(!link.startsWith("//.") && !link.contains("/../"), "the hard link " + link);
        long size = contents.readAllBytes().length;
        Hostile.require(size == entry.size(), "a file of " + entry.size() + " bytes gave " + size);
    }

    private static byte[] summed(byte[] input) {
        byte[] bytes = input.clone();
        for (int at = 0; at + BLOCK <= bytes.length; at += BLOCK) {
            boolean digits = bytes[at + 148] >= '0' && bytes[at + 148] <= '7' && bytes[at + 154] == 0;
            if (digits) {
                Arrays.fill(bytes, at + 148, at + 156, (byte) ' ');
                int sum = 0;
                for (int i = 0; i < BLOCK; i++) {
                    sum += bytes[at + i] & 0xff;
                }
                byte[] octal = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(octal, 0, bytes, at + 148, octal.length);
            }
        }
        return bytes;
    }
}
