package dev.atoll.disk.erofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that mkfs.erofs of erofs-utils 1.8 makes are read as its fsck.erofs extracts them; needs root. */
@Tag("conformance")
class ErofsForeignConformanceTest {
    @TempDir
    Path directory;

    private static FileTree tree() {
        FileTree tree = Trees.ordinary();
        byte[] sparse = new byte[400_000];
        sparse[0] = 1;
        sparse[200_000] = 2;
        tree.put("sizes/sparse", Trees.file(0644, sparse));
        byte[] repeating = new byte[300_001];
        for (int i = 0; i < repeating.length; i++) {
            repeating[i] = (byte) (i % 4096 * 7);
        }
        tree.put("sizes/repeating", Trees.file(0644, repeating));
        tree.put("sizes/zeros", Trees.file(0644, new byte[70_000]));
        return tree;
    }

    private Path source(FileTree tree) throws IOException {
        Path archive = directory.resolve("tree.cpio");
        try (OutputStream out = Files.newOutputStream(archive)) {
            CpioWriter.write(tree, out);
        }
        Path source = Files.createDirectory(directory.resolve("source"));
        Tool.feed(archive, source, "cpio", "-idm", "--quiet");
        Tool.run(directory, "sh", "-c", "chmod 755 source");
        for (String path : new String[] {"sizes/0", "sizes/1", "sizes/4096", "sizes/4097", "usr/bin/a", "etc/owned"}) {
            TreeMap<String, ByteBuffer> values = new TreeMap<>();
            values.put("user.shared", ByteBuffer.wrap("the same everywhere".getBytes()));
            values.put("user.long.prefix.of.names.own", ByteBuffer.wrap(path.getBytes()));
            var view = Files.getFileAttributeView(source.resolve(path), UserDefinedFileAttributeView.class);
            for (var value : values.entrySet()) {
                view.write(value.getKey().substring(5), value.getValue().duplicate());
            }
            tree.change(path, m -> new Metadata(m.uid(), m.gid(), m.mode(), m.mtime(), values));
        }
        Tool.run(
                source,
                "sh",
                "-c",
                "find . -depth '(' -type d -o -type l ')' -exec touch -h -d @" + Trees.TIME + " '{}' +");
        return source;
    }

    private Path make(Path source, String options) {
        Path image = directory.resolve("theirs.erofs");
        List<String> arguments = new ArrayList<>(List.of("--quiet"));
        arguments.addAll(List.of(options.split(" ")));
        arguments.removeIf(String::isEmpty);
        arguments.addAll(List.of(image.toString(), source.toString()));
        TrixieErofsUtils.run(directory, "mkfs.erofs", arguments.toArray(String[]::new));
        return image;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-Enoinline_data",
                "-Eforce-inode-extended",
                "-Eforce-inode-blockmap --chunksize=4096",
                "-Eforce-chunk-indexes --chunksize=8192",
                "--chunksize=65536",
                "--chunksize=4096 -Enoinline_data",
                "--xattr-prefix=user.long.prefix.of. --xattr-prefix=user.sh",
                "-x1 --xattr-prefix=user.long.prefix.of.",
                "-Exattr-name-filter",
                "--sort=none"
            })
    void readsWhatTheToolsOfTrixieMake(String options) throws IOException {
        assertThat(Tool.run(directory, "id", "-u").strip())
                .as("run this test as root")
                .isEqualTo("0");
        FileTree tree = tree();
        Path image = make(source(tree), options);
        TrixieErofsUtils.run(directory, "fsck.erofs", image.toString());
        FileTree read = ErofsReader.read(image, 0);
        assertThat(Trees.describe(read)).isEqualTo(Trees.describe(tree));
        Path out = directory.resolve("out");
        TrixieErofsUtils.run(directory, "fsck.erofs", "--extract=" + out, "--preserve", image.toString());
        assertThat(ErofsConformanceTest.extractable(OnDisk.describe(out, false)))
                .isEqualTo(ErofsConformanceTest.extractable(ErofsConformanceTest.describeForDisk(read)));
    }

    @Test
    void sizesAndLabelAreThoseOfTheSuperblock() throws IOException {
        Path image = make(source(Trees.ordinary()), "-Lreef -U12345678-9abc-def0-1234-56789abcdef0 -T1700000001");
        ErofsInfo info = ErofsInfo.read(image, 0);
        assertThat(info.volumeName()).isEqualTo("reef");
        assertThat(info.uuid()).hasToString("12345678-9abc-def0-1234-56789abcdef0");
        assertThat(info.blockSize()).isEqualTo(4096);
        assertThat(info.size()).isEqualTo(Files.size(image));
        assertThat(info.buildTime()).isEqualTo(1_700_000_001L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-zlz4",
                "-zlz4hc -C65536",
                "-zzstd",
                "-zdeflate",
                "-zlz4 -Efragments",
                "-zlz4 -Eztailpacking",
                "-zlz4 -Ededupe"
            })
    void compressedImagesAreRefusedByName(String options) throws IOException {
        Path source = Files.createDirectory(directory.resolve("source"));
        Files.write(source.resolve("f"), new byte[100_000]);
        Path image = make(source, options);
        assertThatThrownBy(() -> ErofsReader.read(image, 0))
                .isInstanceOf(MalformedErofsException.class)
                .hasMessageContaining("compressed");
    }
}
