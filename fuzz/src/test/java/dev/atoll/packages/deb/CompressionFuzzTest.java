package dev.atoll.packages.deb;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

class CompressionFuzzTest {

    /** A dictionary of xz may take 64 MiB. */
    private static final long MEMORY = 96L << 20;

    private static final long MOST = 8L << 20;

    /** The first byte chooses the compression. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Compression[] all = Compression.values();
        Compression compression = all[(input[0] & 0xff) % all.length];
        byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
        Hostile.read(
                        input.length,
                        MEMORY,
                        () -> {
                            try (InputStream in =
                                    compression.bounded(new ByteArrayInputStream(bytes), "a file", "", MOST)) {
                                return in.transferTo(OutputStream.nullOutputStream());
                            }
                        },
                        MalformedPackageException.class)
                .ifPresent(size -> Hostile.require(size <= MOST, size + " bytes came out"));
    }
}
