package dev.atoll.disk.verity;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.fuzz.Scratch;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

class VerityFuzzTest {
    private static final int BLOCK = 4096;
    private static final int SALT_SIZE_AT = 80;
    private static final int SALT_AT = 88;

    /**
     * Inputs are a hash area without the zeros at its end; behind it lie three blocks of zeros as data. The root hash is
     * made right, so that what is below it is looked at; data that was accepted is not accepted with another byte.
     */
    @FuzzTest
    void readsOrRefuses(byte[] input) throws NoSuchAlgorithmException {
        int hashes = Math.max(2, Math.ceilDiv(input.length, BLOCK)) * BLOCK;
        byte[] disk = Arrays.copyOf(input, hashes + 3 * BLOCK);
        byte[] root = root(disk);
        if (verified(disk, hashes, root).isPresent()) {
            disk[hashes] ^= 1;
            Hostile.require(verified(disk, hashes, root).isEmpty(), "altered data was accepted");
        }
    }

    private static Optional<Boolean> verified(byte[] disk, int hashes, byte[] root) {
        Path file = Scratch.file(disk);
        return Hostile.read(
                disk.length,
                () -> {
                    VerityVerifier.verify(file, hashes, 0, root);
                    return true;
                },
                MalformedVerityException.class,
                VerityMismatchException.class);
    }

    private static byte[] root(byte[] disk) throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        int salt = (disk[SALT_SIZE_AT] & 0xff) | (disk[SALT_SIZE_AT + 1] & 0xff) << 8;
        sha256.update(disk, SALT_AT, Math.min(salt, 256));
        sha256.update(disk, BLOCK, BLOCK);
        return sha256.digest();
    }
}
