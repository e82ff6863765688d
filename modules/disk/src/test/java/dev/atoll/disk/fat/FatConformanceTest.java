package dev.atoll.disk.fat;

import static dev.atoll.disk.fat.FatTrees.MIB;
import static dev.atoll.disk.fat.FatTrees.SMALL;
import static dev.atoll.disk.fat.FatTrees.TIME;
import static dev.atoll.disk.fat.FatTrees.kept;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.erofs.Tool;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("conformance")
class FatConformanceTest {
    private static final FatOptions ESP = new FatOptions("ATOLL ESP", 0xa70112ef, 1024 * MIB, TIME);

    @TempDir
    Path directory;

    private Path volume;
    private final FileTree tree =
            FatTrees.with(FatTrees.varied(), "EFI/Linux/atoll_4.0.2.efi", FatTrees.bytes(30_000_000));

    @BeforeEach
    void place() {
        volume = directory.resolve("volume");
    }

    @Test
    void fsckFindsNothingWrong() throws Exception {
        for (FatOptions options : List.of(ESP, SMALL, new FatOptions("", 1, 300 * MIB + 512, 0))) {
            write(options, 0);
            String output = run("fsck.vfat", "-n", "-v", volume.toString());
            FatGeometry geometry = FatGeometry.of(options.size());
            int used = FatPlan.of(tree, geometry, !options.label().isEmpty()).usedClusters();
            // Complaints would stand between these lines; the label counts as a file, the root does not.
            int files = tree.nodes().size() - (options.label().isEmpty() ? 1 : 0);
            assertThat(output.substring(output.indexOf(" sectors total\n")))
                    .isEqualTo(" sectors total\nChecking for unused clusters.\nChecking free cluster summary.\n"
                            + volume + ": " + files + " files, " + used + "/" + geometry.clusters() + " clusters\n");
        }
    }

    @Test
    void labelAndSerialAreSeen() throws Exception {
        write(ESP, 0);
        assertThat(run("/usr/sbin/blkid", "-p", "-o", "export", volume.toString()))
                .contains("LABEL=ATOLL\\ ESP\n", "UUID=A701-12EF\n", "VERSION=FAT32\n", "TYPE=vfat\n");
        assertThat(run("mlabel", "-s", "-i", volume.toString(), "::")).contains("Volume label is ATOLL ESP");
        assertThat(run("mdir", "-i", volume.toString(), "::/")).contains("Volume Serial Number is A701-12EF");
    }

    @Test
    void mtoolsCopiesWhatWasWritten() throws Exception {
        write(ESP, MIB);
        String image = volume + "@@1M";
        Path copy = Files.createDirectory(directory.resolve("copy"));
        run("mcopy", "-s", "-m", "-n", "-i", image, "::*", copy.toString());
        Map<String, String> copied = new TreeMap<>();
        try (var paths = Files.walk(copy)) {
            for (Path path : paths.skip(1).toList()) {
                copied.put(copy.relativize(path).toString(), digest(path));
            }
        }
        Map<String, String> expected = new TreeMap<>();
        // mtools shows each half of a surrogate pair as an underscore.
        tree.nodes().forEach((path, node) -> expected.put(path.replace("🧀", "__"), digest(node)));
        expected.remove("");
        assertThat(copied).isEqualTo(expected);
        assertThat(run("mtype", "-i", image, "::/loader/loader.conf")).isEqualTo("timeout 0\n");
        assertThat(run("mdir", "-i", image, "::/EFI/Linux"))
                .contains("ATOLL_~1 EFI     70000 2026-11-22")
                .contains("atoll_4.0.0+3.efi")
                .contains("atoll_4.0.2.efi");
    }

    @Test
    void readsWhatMtoolsWrites() throws Exception {
        write(SMALL, 0);
        Path extra = Files.writeString(directory.resolve("extra"), "x".repeat(5000));
        String image = volume.toString();
        run("mmd", "-i", image, "::/loader/A new directory");
        run("mcopy", "-i", image, extra.toString(), "::/loader/A new directory/lower.txt");
        run("mdel", "-i", image, "::/EFI/BOOT/BOOTX64.EFI");
        run("mren", "-i", image, "::/loader/loader.conf", "renamed loader.conf");
        try (FileChannel channel = FatTrees.open(volume)) {
            FileTree read = FatReader.read(channel, 0);
            assertThat(((Node.File) read.get("loader/A new directory/lower.txt").orElseThrow())
                            .content()
                            .bytes())
                    .isEqualTo(Files.readAllBytes(extra));
            assertThat(read.children("EFI/BOOT")).isEmpty();
            assertThat(read.children("loader"))
                    .containsExactly("A new directory", "entries.srel", "renamed loader.conf");
        }
    }

    @Test
    void readsAVolumeOfMkfs() throws Exception {
        run("/usr/bin/truncate", "-s", "600M", volume.toString());
        run("mkfs.vfat", "-F", "32", "-s", "2", "-f", "1", volume.toString());
        Path extra = Files.writeString(directory.resolve("extra"), "x".repeat(5000));
        run("mcopy", "-i", volume.toString(), extra.toString(), "::/Some File.txt");
        try (FileChannel channel = FatTrees.open(volume)) {
            assertThat(kept(FatReader.read(channel, 0))).containsOnlyKeys("", "Some File.txt");
        }
    }

    @Test
    void theFileStaysSparse() throws Exception {
        write(ESP, 0);
        String blocks = run("/usr/bin/stat", "-c", "%b", volume.toString()).strip();
        assertThat(Long.parseLong(blocks) * 512).isLessThan(33_000_000);
    }

    private void write(FatOptions options, long offset) throws Exception {
        Files.deleteIfExists(volume);
        try (FileChannel channel = FatTrees.open(volume)) {
            FatWriter.write(tree, options, channel, offset);
        }
    }

    private static String digest(Path path) throws IOException {
        return Files.isDirectory(path)
                ? "directory"
                : Arrays.hashCode(Files.readAllBytes(path)) + " of " + Files.size(path);
    }

    private static String digest(Node node) {
        return node instanceof Node.File file
                ? Arrays.hashCode(file.content().bytes()) + " of "
                        + file.content().size()
                : "directory";
    }

    private static String run(String... command) {
        return Tool.run(Path.of("/"), command);
    }
}
