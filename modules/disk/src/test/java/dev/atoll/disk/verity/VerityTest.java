package dev.atoll.disk.verity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerityTest {
    private static final byte[] SALT = random(32, 1);

    @TempDir
    Path directory;

    static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static VerityTree tree(byte[] data, byte[] salt) throws IOException {
        try (VerityOutputStream out = new VerityOutputStream(new ByteArrayOutputStream(), salt)) {
            out.write(data);
            return out.finish();
        }
    }

    /** Data, a gap, and the hash area. */
    private Path disk(byte[] data, VerityTree tree, int hashOffset) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(data);
        out.write(new byte[hashOffset - data.length]);
        tree.writeTo(out, new UUID(1, 2));
        assertThat(out.size() - hashOffset).isEqualTo((int) tree.size());
        return Files.write(directory.resolve("disk"), out.toByteArray());
    }

    @Test
    void bytesPassThroughUnchangedHoweverTheyAreCut() throws IOException {
        byte[] data = random(40 * 4096, 2);
        ByteArrayOutputStream passed = new ByteArrayOutputStream();
        VerityOutputStream out = new VerityOutputStream(passed, SALT);
        Random cuts = new Random(3);
        for (int at = 0; at < data.length; ) {
            int n = Math.min(data.length - at, cuts.nextInt(9000));
            if (n == 1) {
                out.write(data[at]);
            } else {
                out.write(data, at, n);
            }
            at += n;
        }
        assertThat(passed.toByteArray()).isEqualTo(data);
        assertThat(out.finish().rootHash()).isEqualTo(tree(data, SALT).rootHash());
    }

    @Test
    void aSingleBlockIsItsOwnRoot() throws Exception {
        byte[] data = random(4096, 4);
        VerityTree tree = tree(data, SALT);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(SALT);
        assertThat(tree.rootHash()).isEqualTo(sha256.digest(data));
        assertThat(tree.rootHashHex()).hasSize(64).matches("[0-9a-f]+");
        assertThat(tree.size()).isEqualTo(4096);
        assertThat(tree.dataBlocks()).isOne();
    }

    @Test
    void onlyWholeBlocksHaveATree() throws IOException {
        VerityOutputStream out = new VerityOutputStream(new ByteArrayOutputStream(), SALT);
        assertThatThrownBy(out::finish).isInstanceOf(IllegalStateException.class);
        out.write(new byte[4097]);
        assertThatThrownBy(out::finish).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new VerityOutputStream(new ByteArrayOutputStream(), new byte[257]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 127, 128, 129, 300, 1000})
    void soundDataIsVerified(int blocks) throws IOException {
        byte[] data = random(blocks * 4096, blocks);
        VerityTree tree = tree(data, SALT);
        Path disk = disk(data, tree, data.length + 8192);
        VerityVerifier.verify(disk, 0, data.length + 8192, tree.rootHash());
        byte[] other = tree.rootHash();
        other[31] ^= 1;
        assertThatThrownBy(() -> VerityVerifier.verify(disk, 0, data.length + 8192, other))
                .isInstanceOf(VerityMismatchException.class);
    }

    @Test
    void theFirstBadBlockOfTheDataIsNamed() throws IOException {
        byte[] data = random(300 * 4096, 5);
        VerityTree tree = tree(data, SALT);
        data[299 * 4096] ^= 1;
        data[257 * 4096 + 4095] ^= 64;
        Path disk = disk(data, tree, data.length);
        var mismatch = catchThrowableOfType(
                VerityMismatchException.class, () -> VerityVerifier.verify(disk, 0, data.length, tree.rootHash()));
        assertThat(mismatch.inData()).isTrue();
        assertThat(mismatch.block()).isEqualTo(257);
        assertThat(mismatch.expected()).isNotEqualTo(mismatch.found());
        assertThat(mismatch).hasMessageContaining("data block 257, at byte " + 257 * 4096);
    }

    @Test
    void everyChangedBitOfTheTreeIsNoticed() throws IOException {
        byte[] data = random(200 * 4096, 6);
        VerityTree tree = tree(data, SALT);
        byte[] disk = Files.readAllBytes(disk(data, tree, data.length));
        Random random = new Random(7);
        for (int round = 0; round < 60; round++) {
            byte[] changed = disk.clone();
            int block = 1 + round % 3;
            changed[data.length + block * 4096 + random.nextInt(4096)] ^= (byte) (1 << random.nextInt(8));
            Path file = Files.write(directory.resolve("changed"), changed);
            var mismatch = catchThrowableOfType(
                    VerityMismatchException.class, () -> VerityVerifier.verify(file, 0, data.length, tree.rootHash()));
            assertThat(mismatch.inData()).isFalse();
            assertThat(mismatch.block()).isEqualTo(block);
        }
    }

    @Test
    void everyChangedByteOfTheSuperblockThatTheHashDependsOnIsNoticed() throws IOException {
        byte[] data = random(200 * 4096, 8);
        VerityTree tree = tree(data, SALT);
        byte[] disk = Files.readAllBytes(disk(data, tree, data.length));
        Random random = new Random(9);
        for (int at = 0; at < 120; at++) {
            boolean uuid = at >= 16 && at < 32;
            boolean unused = (at >= 39 && at < 64) || (at >= 82 && at < 88);
            for (int round = 0; round < 5 && !uuid && !unused; round++) {
                byte[] changed = disk.clone();
                changed[data.length + at] ^= (byte) (1 + random.nextInt(255));
                Path file = Files.write(directory.resolve("changed"), changed);
                assertThatThrownBy(() -> VerityVerifier.verify(file, 0, data.length, tree.rootHash()))
                        .as("byte %d", at)
                        .isInstanceOfAny(MalformedVerityException.class, VerityMismatchException.class);
            }
        }
    }

    @Test
    void aSuperblockThatNamesFewerBlocksThanTheTreeCoversIsRefused() throws IOException {
        byte[] data = random(200 * 4096, 8);
        VerityTree tree = tree(data, SALT);
        byte[] disk = Files.readAllBytes(disk(data, tree, data.length));
        for (int blocks = 129; blocks < 256; blocks++) {
            disk[data.length + 72] = (byte) blocks;
            Path file = Files.write(directory.resolve("changed"), disk);
            if (blocks != 200) {
                assertThatThrownBy(() -> VerityVerifier.verify(file, 0, data.length, tree.rootHash()))
                        .as("%d blocks", blocks)
                        .isInstanceOfAny(MalformedVerityException.class, VerityMismatchException.class);
            }
        }
    }

    @Test
    void truncatedFilesAreRefused() throws IOException {
        byte[] data = random(200 * 4096, 10);
        VerityTree tree = tree(data, SALT);
        byte[] disk = Files.readAllBytes(disk(data, tree, data.length));
        for (int length = 0; length < disk.length; length += 1021) {
            Path file = Files.write(directory.resolve("short"), java.util.Arrays.copyOf(disk, length));
            assertThatThrownBy(() -> VerityVerifier.verify(file, 0, data.length, tree.rootHash()))
                    .isInstanceOf(MalformedVerityException.class);
        }
    }
}
