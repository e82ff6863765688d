package dev.atoll.disk.erofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErofsFuzzTest {
    private static final int SUPERBLOCK = 1024;

    @TempDir
    Path directory;

    private static byte[] image() throws IOException {
        FileTree tree = Trees.everything();
        tree.remove("many");
        tree.remove("sizes/1048576");
        tree.remove("sizes/1048577");
        tree.remove("sizes/2500000");
        Trees.directory(tree, "many", 0755);
        for (int i = 0; i < 400; i++) {
            tree.put("many/entry-" + i, Trees.file(0644, new byte[0]));
        }
        return ErofsTest.write(tree);
    }

    /** Reads, and every content as well; only the documented exception may come. */
    private boolean readsOrRefuses(byte[] image) throws IOException {
        Path file = Files.write(directory.resolve("image"), image);
        try {
            for (Node node : ErofsReader.read(file, 0).nodes().values()) {
                if (node instanceof Node.File content) {
                    assertThat(content.content().size()).isLessThanOrEqualTo(image.length);
                    assertThat(content.content().bytes())
                            .hasSize((int) content.content().size());
                }
            }
            return true;
        } catch (MalformedErofsException e) {
            assertThat(e).hasMessageContaining("EROFS image, at byte");
            return false;
        }
    }

    private static void withoutChecksum(byte[] image) {
        image[SUPERBLOCK + 8] &= ~1;
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] image = image();
        for (int length = 0; length < image.length; length += length < 3000 ? 97 : 5 * 4096 + 3) {
            assertThat(readsOrRefuses(Arrays.copyOf(image, length))).isFalse();
        }
    }

    @Test
    void everyFlippedBitOfTheFirstBlockIsNoticed() throws IOException {
        byte[] image = image();
        for (int bit = SUPERBLOCK * 8; bit < 4096 * 8; bit += 41) {
            byte[] flipped = image.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            // Without its flag, the checksum is not looked at.
            if (bit != (SUPERBLOCK + 8) * 8) {
                assertThat(readsOrRefuses(flipped)).as("bit %d", bit).isFalse();
            }
        }
    }

    @Test
    void changedMetadataIsReadOrRefusedButNeverCrashes() {
        Assertions.assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            byte[] image = image();
            withoutChecksum(image);
            Random random = new Random(20261122);
            int refused = 0;
            int rounds = 600;
            for (int round = 0; round < rounds; round++) {
                byte[] changed = image.clone();
                for (int change = 0; change <= round % 20; change++) {
                    // The metadata of this image lies in its first blocks.
                    int at = SUPERBLOCK + random.nextInt(40_000);
                    switch (random.nextInt(4)) {
                        case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                        case 1 -> changed[at] = (byte) random.nextInt(256);
                        case 2 -> changed[at] = -1;
                        default -> System.arraycopy(image, SUPERBLOCK + random.nextInt(40_000), changed, at, 32);
                    }
                }
                refused += readsOrRefuses(changed) ? 0 : 1;
            }
            assertThat(refused).isBetween(rounds / 10, rounds - 10);
        });
    }

    @Test
    void directoriesThatShareTheirBytesCannotMakeTheTreeExplode() throws IOException {
        FileTree tree = new FileTree(Metadata.root(0755, Trees.TIME));
        for (int i = 0; i < 300; i++) {
            Trees.directory(tree, "d" + i, 0755);
        }
        Trees.directory(tree, "d0", 0755);
        for (int i = 0; i < 300; i++) {
            tree.put("d0/f" + i, Trees.file(0644, new byte[0]));
        }
        byte[] image = ErofsTest.write(tree);
        withoutChecksum(image);
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int changed = 0;
        for (int at = 1152; at + 32 <= image.length && changed < 250; at += 32) {
            boolean emptyDirectory =
                    bytes.getInt(at) == 4 && bytes.getShort(at + 4) == 040755 && bytes.getInt(at + 8) == 27;
            if (emptyDirectory) {
                bytes.putShort(at, (short) 0)
                        .putInt(at + 8, image.length - 4096)
                        .putInt(at + 16, 1);
                changed++;
            }
        }
        assertThat(changed).isEqualTo(250);
        assertThat(readsOrRefuses(image)).isFalse();
    }

    @Test
    void unknownFeaturesAreNamed() throws IOException {
        byte[] image = image();
        withoutChecksum(image);
        image[SUPERBLOCK + 80] = (byte) 0x80;
        Path file = Files.write(directory.resolve("image"), image);
        assertThatThrownBy(() -> ErofsReader.read(file, 0))
                .isInstanceOf(MalformedErofsException.class)
                .hasMessageContaining("features 0x80");
        image[SUPERBLOCK + 80] = 0;
        image[1152] = 1 << 1;
        Files.write(file, image);
        assertThatThrownBy(() -> ErofsReader.read(file, 0)).hasMessageContaining("compressed file");
    }
}
