package dev.atoll.disk.erofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErofsTest {
    static final ErofsOptions OPTIONS =
            new ErofsOptions(UUID.fromString("12345678-9abc-def0-1234-56789abcdef0"), "atoll", Trees.TIME);

    @TempDir
    Path directory;

    static byte[] write(FileTree tree) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long written = ErofsWriter.write(tree, OPTIONS, out);
        assertThat(written).isEqualTo(out.size());
        assertThat(written % 4096).isZero();
        return out.toByteArray();
    }

    private FileTree read(byte[] image) throws IOException {
        return ErofsReader.read(Files.write(directory.resolve("image"), image), 0);
    }

    private static FileTree with(String path, Node node) {
        FileTree tree = new FileTree(Metadata.root(0755, Trees.TIME));
        tree.put(path, node);
        return tree;
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        FileTree tree = Trees.everything();
        assertThat(Trees.describe(read(write(tree)))).isEqualTo(Trees.describe(tree));
    }

    @Test
    void anImageInsideADiskIsRead() throws IOException {
        byte[] image = write(Trees.everything());
        byte[] disk = new byte[image.length + 12_345];
        System.arraycopy(image, 0, disk, 10_000, image.length);
        Path file = Files.write(directory.resolve("disk"), disk);
        assertThat(Trees.describe(ErofsReader.read(file, 10_000))).isEqualTo(Trees.describe(Trees.everything()));
    }

    @Test
    void anEmptyTreeIsOneBlock() throws IOException {
        FileTree tree = new FileTree(Metadata.root(0755, 7).withOwner(70_000, 1));
        byte[] image = write(tree);
        assertThat(image).hasSize(4096);
        assertThat(Trees.describe(read(image))).isEqualTo(Trees.describe(tree));
    }

    @Test
    void equalTreesGiveEqualBytes() throws IOException {
        assertThat(write(Trees.everything())).isEqualTo(write(Trees.everything()));
    }

    @Test
    void slicesOfMoreFilesThanAreKeptOpenAreWritten() throws IOException {
        FileTree tree = new FileTree(Metadata.root(0755, Trees.TIME));
        FileTree expected = new FileTree(Metadata.root(0755, Trees.TIME));
        for (int i = 0; i < 300; i++) {
            byte[] bytes = Trees.random(10_000 + i, i);
            Path file = Files.write(directory.resolve("part" + i % 150), bytes);
            if (i >= 150) {
                tree.put("f" + i, new Node.File(Metadata.root(0644, Trees.TIME), Content.of(file, 100, 9_000)));
                expected.put("f" + i, Trees.file(0644, Arrays.copyOfRange(bytes, 100, 9_100)));
            }
        }
        assertThat(write(tree)).isEqualTo(write(expected));
    }

    @Test
    void fileContentsBeginAtBlocksInPathOrder() throws IOException {
        FileTree tree = new FileTree(Metadata.root(0755, Trees.TIME));
        tree.put("b", Trees.file(0644, new byte[] {'B'}));
        tree.put("a", Trees.file(0644, new byte[] {'A'}));
        byte[] image = write(tree);
        assertThat(image).hasSize(3 * 4096);
        assertThat(image[4096]).isEqualTo((byte) 'A');
        assertThat(image[8192]).isEqualTo((byte) 'B');
    }

    @Test
    void anInodeOfTheBuildTimeIsCompactAndAnotherIsExtended() throws IOException {
        byte[] same = write(new FileTree(Metadata.root(0755, Trees.TIME)));
        byte[] other = write(new FileTree(Metadata.root(0755, Trees.TIME - 1)));
        assertThat(same[1152] & 1).isZero();
        assertThat(other[1152] & 1).isOne();
    }

    @Test
    void tailsOfAllLengthsFindTheirPlace() throws IOException {
        FileTree tree = new FileTree(Metadata.root(0755, Trees.TIME));
        for (int length = 1; length <= 4095; length += 13) {
            Metadata meta = Metadata.root(0777, length % 2 == 0 ? Trees.TIME : length);
            tree.put("l" + length, new Node.Symlink(meta, "t".repeat(length)));
        }
        assertThat(Trees.describe(read(write(tree)))).isEqualTo(Trees.describe(tree));
    }

    @Test
    void directoriesAroundTheSizeOfABlockAreReadBack() throws IOException {
        FileTree tree = new FileTree(Metadata.root(0755, Trees.TIME));
        for (int last = 1; last <= 255; last++) {
            String parent = "d" + last;
            Trees.directory(tree, parent, 0755);
            for (int i = 0; i < 14; i++) {
                tree.put(parent + "/" + (char) ('a' + i) + "e".repeat(250), Trees.file(0644, new byte[0]));
            }
            tree.put(parent + "/z" + "z".repeat(last - 1), Trees.file(0644, new byte[0]));
        }
        assertThat(Trees.describe(read(write(tree)))).isEqualTo(Trees.describe(tree));
    }

    @Test
    void moreLinksThanACompactInodeCountsAreKept() throws IOException {
        FileTree tree = new FileTree(Metadata.root(0755, Trees.TIME));
        Node.File file = Trees.file(0644, new byte[] {1});
        for (int i = 0; i < 65_600; i++) {
            tree.put("l" + i, file);
        }
        assertThat(Trees.describe(read(write(tree)))).isEqualTo(Trees.describe(tree));
    }

    @Test
    void aFileOfMoreThanFourGibibytesIsPlanned() {
        long size = 5L << 30;
        FileTree tree = with("big", new Node.File(Metadata.root(0644, Trees.TIME), Content.of(directory, 0, size)));
        tree.put("next", Trees.file(0644, new byte[1]));
        ErofsPlan plan = ErofsPlan.of(tree, OPTIONS);
        assertThat(plan.blocks()).isEqualTo(1 + size / 4096 + 1);
        ByteBuffer metadata = ByteBuffer.wrap(plan.metadata()).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        int big = (int) plan.files().getFirst().position;
        assertThat(metadata.getShort(big)).isEqualTo((short) 1);
        assertThat(metadata.getLong(big + 8)).isEqualTo(size);
        assertThat(plan.files().getLast().firstBlock).isEqualTo(1 + size / 4096);
    }

    @Test
    void refusesWhatTheFormatCannotHold() {
        refused(with("n".repeat(256), Trees.file(0644, new byte[0])), "256 bytes");
        refused(with("é".repeat(128), Trees.file(0644, new byte[0])), "256 bytes");
        refused(with("a\ud800", Trees.file(0644, new byte[0])), "Unicode");
        refused(with("l", new Node.Symlink(Metadata.root(0777, 0), "t".repeat(4096))), "4096 bytes");
        refused(with("d", new Node.Special(Metadata.root(0600, 0), Node.Kind.BLOCK, 4096, 0)), "4096:0");
        refused(with("d", new Node.Special(Metadata.root(0600, 0), Node.Kind.BLOCK, 0, -1)), "0:-1");
        refused(withXattr("system.other", 1), "system.other");
        refused(withXattr("user.", 1), "user.");
        refused(withXattr("user." + "n".repeat(256), 1), "256");
        refused(withXattr("user.big", 65_536), "65536");
    }

    private static FileTree withXattr(String name, int size) {
        TreeMap<String, ByteBuffer> xattrs = new TreeMap<>();
        xattrs.put(name, ByteBuffer.allocate(size));
        return with("f", new Node.File(new Metadata(0, 0, 0, 0, xattrs), Content.of("")));
    }

    private static void refused(FileTree tree, String fact) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> ErofsWriter.write(tree, OPTIONS, out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(fact);
        assertThat(out.size()).isZero();
    }

    @Test
    void aContentShorterThanItSaysIsAnError() throws IOException {
        Path file = Files.write(directory.resolve("short"), new byte[10]);
        FileTree tree = with("f", new Node.File(Metadata.root(0644, 0), Content.of(file, 5, 6)));
        assertThatThrownBy(() -> write(tree)).isInstanceOf(IOException.class).hasMessageContaining("/f");
    }

    @Test
    void refusesAVolumeNameThatIsTooLong() {
        assertThatThrownBy(() -> new ErofsOptions(OPTIONS.uuid(), "sixteen-letters!", 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 15");
    }
}
