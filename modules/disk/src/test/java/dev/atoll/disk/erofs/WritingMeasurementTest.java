package dev.atoll.disk.erofs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.verity.VerityOutputStream;
import dev.atoll.disk.verity.VerityTree;
import dev.atoll.disk.verity.VerityVerifier;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writes 9,000 files of 380 MiB with their hash tree and prints the CPU seconds. Run with
 * {@code -Dsurefire.excludedGroups=system -Dsurefire.argLine=-XX:+UseSerialGC -Dtest=WritingMeasurementTest}: the
 * build's usual flags keep the compiler from its best.
 */
@Tag("full")
class WritingMeasurementTest {
    private static final int PACKAGES = 150;
    private static final int FILES = 60;
    private static final int PACKAGE_SIZE = (380 << 20) / PACKAGES;

    @TempDir
    Path directory;

    @Test
    void aRootImageOfUsualSizeIsWrittenWithinItsBudget() throws IOException {
        FileTree tree = tree();
        Path image = directory.resolve("image");
        long before = cpuNanos();
        long written;
        VerityTree hashes;
        try (OutputStream file = Files.newOutputStream(image);
                VerityOutputStream out = new VerityOutputStream(file, new byte[32])) {
            written = ErofsWriter.write(tree, ErofsTest.OPTIONS, out);
            hashes = out.finish();
            hashes.writeTo(file, new UUID(1, 2));
        }
        double seconds = (cpuNanos() - before) / 1e9;
        System.out.printf("%,d bytes with hash tree: %.2f CPU s%n", written, seconds);
        VerityVerifier.verify(image, 0, written, hashes.rootHash());
        assertThat(seconds).isLessThan(6);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Sizes are skewed as those of packages are: most files small, most bytes in few. */
    private FileTree tree() throws IOException {
        FileTree tree = new FileTree(Metadata.root(0755, Trees.TIME));
        Random random = new Random(1);
        for (int p = 0; p < PACKAGES; p++) {
            Path unpacked = Files.write(directory.resolve("package-" + p), Trees.random(PACKAGE_SIZE, p));
            long offset = 0;
            for (int f = 0; f < FILES; f++) {
                long left = PACKAGE_SIZE - offset;
                long size = f == FILES - 1
                        ? left
                        : Math.min(left, (long) (Math.pow(random.nextDouble(), 4) * PACKAGE_SIZE / 10));
                String parent = "usr/share/directory-" + random.nextInt(900);
                Trees.directory(tree, parent, 0755);
                Metadata meta = Metadata.root(0644, Trees.TIME);
                tree.put(parent + "/file-" + p + "-" + f, new Node.File(meta, Content.of(unpacked, offset, size)));
                offset += size;
            }
        }
        return tree;
    }
}
