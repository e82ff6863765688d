package dev.atoll.disk.cpio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.erofs.OnDisk;
import dev.atoll.disk.erofs.Tool;
import dev.atoll.disk.erofs.Trees;
import dev.atoll.disk.tree.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against GNU cpio; needs root. */
@Tag("conformance")
class CpioConformanceTest {
    @TempDir
    Path directory;

    private Path archive;
    private SortedMap<String, String> expected;

    @BeforeEach
    void writeArchive() throws IOException {
        assertThat(Tool.run(directory, "id", "-u").strip())
                .as("owners and devices can only be compared by root; run this test as root")
                .isEqualTo("0");
        FileTree tree = Trees.ordinary();
        expected = Trees.describe(tree);
        expected.remove("");
        archive = Files.write(directory.resolve("tree.cpio"), CpioTest.write(tree));
    }

    /** The tool leaves the times of directories and links to chance. */
    private static void settle(Path out) {
        String touch = " -exec touch -h -d @" + Trees.TIME + " '{}' +";
        Tool.run(out, "sh", "-c", "find . -depth '(' -type d -o -type l ')'" + touch);
    }

    @Test
    void theReferenceToolExtractsTheSameFiles() throws IOException {
        Path out = Files.createDirectory(directory.resolve("out"));
        Tool.feed(archive, out, "cpio", "-idm", "--quiet");
        settle(out);
        SortedMap<String, String> found = OnDisk.describe(out, false);
        found.remove("");
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void theReferenceToolListsEveryEntry() {
        String listing = Tool.feed(archive, directory, "cpio", "-itv", "--quiet", "--numeric-uid-gid");
        assertThat(listing.lines().filter(line -> line.matches("[-dlcbps][-rwxsStT]{9} .*")))
                .hasSize(expected.size());
        assertThat(listing).contains("-rwsr-xr-x   3 0        0            5000 Nov 14  2023 usr/bin/z");
    }

    @Test
    void archivesOfTheReferenceToolAreRead() throws IOException {
        Path out = Files.createDirectory(directory.resolve("out"));
        Tool.feed(archive, out, "cpio", "-idm", "--quiet");
        settle(out);
        Path theirs = directory.resolve("theirs.cpio");
        Tool.run(out, "sh", "-c", "find . -print0 | sort -z | cpio -o0 -H newc --quiet -O " + theirs);
        try (InputStream in = Files.newInputStream(theirs)) {
            SortedMap<String, String> found = Trees.describe(CpioReader.read(in));
            found.remove("");
            assertThat(found).isEqualTo(expected);
        }
    }
}
