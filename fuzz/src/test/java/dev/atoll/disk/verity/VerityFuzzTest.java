package dev.atoll.disk.verity;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.fuzz.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

class VerityFuzzTest {

    private static final int BLOCK = 4096;

    /** Inputs are a hash area without the zeros at its end; behind it lie three blocks of zeros as data. */
    @FuzzTest
    void readsOrRefuses(byte[] input) throws IOException {
        int hashes = Math.ceilDiv(input.length + 1, BLOCK) * BLOCK;
        Path file = Scratch.file(Arrays.copyOf(input, hashes + 3 * BLOCK));
        byte[] root = Arrays.copyOf(input, 32);
        Hostile.read(
                        hashes,
                        () -> {
                            VerityVerifier.verify(file, hashes, 0, root);
                            return true;
                        },
                        MalformedVerityException.class,
                        VerityMismatchException.class)
                .ifPresent(good -> Hostile.require(false, "a root hash made of the tree's first bytes was accepted"));
    }
}
