package dev.atoll.disk.erofs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.cpio.CpioWriter;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against mkfs.erofs and fsck.erofs of erofs-utils 1.5 and the kernel; needs root. */
@Tag("conformance")
class ErofsConformanceTest {
    @TempDir
    Path directory;

    private Path image(FileTree tree) throws IOException {
        Path image = directory.resolve("image.erofs");
        try (OutputStream out = Files.newOutputStream(image)) {
            ErofsWriter.write(tree, ErofsTest.OPTIONS, out);
        }
        return image;
    }

    private void requireRoot() {
        assertThat(Tool.run(directory, "id", "-u").strip())
                .as("owners and mounts can only be compared by root; run this test as root")
                .isEqualTo("0");
    }

    @Test
    void fsckFindsNothingAndExtractsTheSameFiles() throws IOException {
        requireRoot();
        FileTree tree = Trees.everything();
        // The disk extracted to has no such times.
        tree.remove("times");
        Path image = image(tree);
        assertThat(Tool.run(directory, "fsck.erofs", "-d3", image.toString())).contains("No errors found");
        Path out = directory.resolve("out");
        Tool.run(directory, "fsck.erofs", "--extract=" + out, image.toString());
        assertThat(extractable(OnDisk.describe(out, false))).isEqualTo(extractable(describeForDisk(tree)));
    }

    static SortedMap<String, String> describeForDisk(FileTree tree) {
        FileTree plain = new FileTree(tree.get("").orElseThrow().metadata());
        tree.nodes().forEach((path, node) -> {
            Metadata meta = node.metadata();
            if (!node.metadata().xattrs().isEmpty()) {
                node = node.with(Metadata.root(meta.mode(), meta.mtime()).withOwner(meta.uid(), meta.gid()));
            }
            plain.put(path, node);
        });
        return Trees.describe(plain);
    }

    /** The tool extracts hard links as files of their own, and loses set-id bits when it sets the owner. */
    static SortedMap<String, String> extractable(SortedMap<String, String> lines) {
        SortedMap<String, String> result = new TreeMap<>();
        lines.forEach((path, line) -> result.put(
                path,
                line.replaceFirst(" x\\d+ ", " ").replaceFirst(" =.*$", "").replaceFirst("^f [46](\\d{3}) ", "f $1 ")));
        return result;
    }

    @Test
    void theKernelMountsItAndShowsTheSameFiles() throws IOException {
        requireRoot();
        FileTree tree = Trees.everything();
        Path image = image(tree);
        Path mount = Files.createDirectory(directory.resolve("mount"));
        Tool.run(directory, "mount", "-t", "erofs", "-o", "loop,ro", image.toString(), mount.toString());
        try {
            assertThat(OnDisk.describe(mount, true)).isEqualTo(Trees.describe(tree));
        } finally {
            Tool.run(directory, "umount", mount.toString());
        }
    }

    @Test
    void blkidSeesLabelAndUuid() throws IOException {
        Path image = image(new FileTree(Metadata.root(0755, 0)));
        assertThat(Tool.run(directory, "blkid", "-p", image.toString()))
                .contains("TYPE=\"erofs\"", "LABEL=\"atoll\"", "UUID=\"12345678-9abc-def0-1234-56789abcdef0\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-Enoinline_data", "-Eforce-inode-extended", "-Eforce-inode-compact -T1700000000", "-x-1"})
    void imagesOfTheReferenceToolAreRead(String options) throws IOException {
        requireRoot();
        FileTree tree = Trees.ordinary();
        if (options.contains("compact")) {
            tree.remove("etc/older");
            tree.remove("etc/far");
        }
        // The tool fails on a name this long.
        tree.remove("etc/" + "n".repeat(255));
        boolean xattrs = !options.equals("-x-1");
        Path source = unpack(tree, xattrs);
        List<String> command = new ArrayList<>(List.of("mkfs.erofs"));
        command.addAll(List.of(options.split(" ")));
        command.removeIf(String::isEmpty);
        Path image = directory.resolve("theirs.erofs");
        command.addAll(List.of(image.toString(), source.toString()));
        Tool.run(directory, command.toArray(String[]::new));
        assertThat(Trees.describe(ErofsReader.read(image, 0))).isEqualTo(Trees.describe(tree));
    }

    /** Puts the tree on disk; with attributes of which many are equal, which the tool shares. */
    private Path unpack(FileTree tree, boolean xattrs) throws IOException {
        Path archive = directory.resolve("tree.cpio");
        try (OutputStream out = Files.newOutputStream(archive)) {
            CpioWriter.write(tree, out);
        }
        Path source = Files.createDirectory(directory.resolve("source"));
        Tool.feed(archive, source, "cpio", "-idm", "--quiet");
        Tool.run(directory, "sh", "-c", "chmod 755 source");
        if (xattrs) {
            for (String path : new String[] {"sizes/0", "sizes/1", "sizes/4096", "sizes/4097", "usr/bin/a"}) {
                TreeMap<String, ByteBuffer> values = new TreeMap<>();
                values.put("user.shared", ByteBuffer.wrap("the same everywhere".getBytes()));
                values.put("user.own", ByteBuffer.wrap(path.getBytes()));
                var view = Files.getFileAttributeView(source.resolve(path), UserDefinedFileAttributeView.class);
                values.forEach((name, value) -> write(view, name.substring(5), value.duplicate()));
                tree.change(path, m -> new Metadata(m.uid(), m.gid(), m.mode(), m.mtime(), values));
            }
        }
        // The unpacking tool leaves times of directories and links to chance.
        Tool.run(
                source,
                "sh",
                "-c",
                "find . -depth '(' -type d -o -type l ')' -exec touch -h -d @" + Trees.TIME + " '{}' +");
        return source;
    }

    private static void write(UserDefinedFileAttributeView view, String name, ByteBuffer value) {
        try {
            view.write(name, value);
        } catch (IOException e) {
            throw new AssertionError("the temporary directory's file system takes no user attributes", e);
        }
    }

    @Test
    void aCompressedImageIsRefusedByName() throws IOException {
        Path source = Files.createDirectory(directory.resolve("source"));
        Files.write(source.resolve("f"), new byte[100_000]);
        Path image = directory.resolve("z.erofs");
        Tool.run(directory, "mkfs.erofs", "-zlz4", image.toString(), source.toString());
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> ErofsReader.read(image, 0)))
                .isInstanceOf(MalformedErofsException.class)
                .hasMessageContaining("compress");
    }
}
