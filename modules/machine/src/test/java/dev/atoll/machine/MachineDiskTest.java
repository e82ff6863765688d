package dev.atoll.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.machine.host.MachineException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineDiskTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path directory;

    @Test
    void theCopyHoldsTheSameBytesAndZerosBehindThem() throws IOException {
        Path image = image(7 * MIB + 512 * 3);
        Path disk = MachineDisk.create(image, directory.resolve("disk.raw"), 12L * MIB);
        byte[] expected = Arrays.copyOf(Files.readAllBytes(image), 12 * MIB);
        assertThat(Files.readAllBytes(disk)).isEqualTo(expected);
        assertThat(directory.resolve("disk.raw.part")).doesNotExist();
    }

    @Test
    void theDefaultIsSixteenGibibytes() throws IOException {
        Path disk = MachineDisk.create(image(MIB), directory.resolve("disk.raw"));
        assertThat(Files.size(disk)).isEqualTo(16L << 30);
    }

    @Test
    void anImageOfTheVerySizeIsCopiedWhole() throws IOException {
        Path image = image(3 * MIB);
        Path disk = MachineDisk.create(image, directory.resolve("disk.raw"), 3L * MIB);
        assertThat(Files.mismatch(image, disk)).isEqualTo(-1);
    }

    @Test
    void aDiskSmallerThanTheImageIsRefused() throws IOException {
        Path image = image(3 * MIB);
        Path target = directory.resolve("disk.raw");
        assertThatThrownBy(() -> MachineDisk.create(image, target, 2L * MIB))
                .isInstanceOfSatisfying(
                        MachineException.class, e -> assertThat(e.code()).isEqualTo("disk-size"));
        assertThatThrownBy(() -> MachineDisk.create(image, target, 4L * MIB + 1))
                .hasMessageContaining("multiple of 512");
        assertThat(target).doesNotExist();
    }

    /** GNU stat counts the blocks a file really takes. */
    @Test
    @Tag("conformance")
    void holesStayHoles() throws IOException, InterruptedException {
        Path image = directory.resolve("image.raw");
        try (FileChannel out = FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            out.write(ByteBuffer.wrap(new byte[] {1}), 5L * MIB);
            out.write(ByteBuffer.wrap(new byte[] {2}), 200L * MIB + 4096 * 7);
            out.write(ByteBuffer.wrap(new byte[8 * MIB]), 100L * MIB);
        }
        Path disk = MachineDisk.create(image, directory.resolve("disk.raw"), 1L << 30);
        Process stat = new ProcessBuilder("stat", "-c", "%b %B", disk.toString()).start();
        String[] blocks =
                new String(stat.getInputStream().readAllBytes()).strip().split(" ");
        assertThat(stat.waitFor()).isZero();
        assertThat(Long.parseLong(blocks[0]) * Long.parseLong(blocks[1])).isLessThan(128 << 10);
    }

    /** Random blocks, zero blocks and lone bytes, so that every kind of run occurs. */
    private Path image(int size) throws IOException {
        Random random = new Random(7);
        Path image = directory.resolve("image.raw");
        try (RandomAccessFile out = new RandomAccessFile(image.toFile(), "rw")) {
            out.setLength(size);
            for (int at = 0; at < size; at += 4096) {
                byte[] block = new byte[Math.min(4096, size - at)];
                switch (random.nextInt(4)) {
                    case 0 -> random.nextBytes(block);
                    case 1 -> block[block.length - 1] = 1;
                    default -> {}
                }
                out.seek(at);
                out.write(block);
            }
        }
        return image;
    }
}
