package dev.atoll.disk.cpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.erofs.Trees;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class CpioTest {
    static byte[] write(FileTree tree) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CpioWriter.write(tree, out);
        return out.toByteArray();
    }

    private static FileTree read(byte[] archive) throws IOException {
        return CpioReader.read(new ByteArrayInputStream(archive));
    }

    /** All but the root, which has no entry. */
    private static SortedMap<String, String> describe(FileTree tree) {
        SortedMap<String, String> lines = Trees.describe(tree);
        lines.remove("");
        return lines;
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        FileTree tree = Trees.ordinary();
        assertThat(describe(read(write(tree)))).isEqualTo(describe(tree));
    }

    @Test
    void equalTreesGiveEqualBytesInWholeRecords() throws IOException {
        byte[] archive = write(Trees.ordinary());
        assertThat(write(Trees.ordinary())).isEqualTo(archive);
        assertThat(archive.length % 512).isZero();
    }

    @Test
    void contentStandsWithTheLastLinkAndTheRootHasNoEntry() throws IOException {
        FileTree tree = new FileTree(Metadata.root(0755, 0));
        Node.File file = new Node.File(Metadata.root(0644, 1), Content.of("hello"));
        tree.put("a", file);
        tree.put("b", file);
        String zeros = "00000000".repeat(4);
        assertThat(new String(write(tree), StandardCharsets.US_ASCII))
                .startsWith("07070100000001000081a400000000000000000000000200000001" + "00000000" + zeros
                        + "0000000200000000a\0")
                .contains("07070100000001000081a400000000000000000000000200000001" + "00000005" + zeros
                        + "0000000200000000b\0hello\0\0\0");
    }

    @Test
    void archivesInARowAreOneTree() throws IOException {
        FileTree one = new FileTree(Metadata.root(0755, 0));
        one.put("etc", new Node.Directory(Metadata.root(0755, 1)));
        one.put("etc/x", new Node.File(Metadata.root(0644, 1), Content.of("old")));
        FileTree two = new FileTree(Metadata.root(0755, 0));
        two.put("etc", new Node.Directory(Metadata.root(0700, 2)));
        two.put("etc/x", new Node.File(Metadata.root(0644, 2), Content.of("new")));
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(write(one));
        both.write(write(two));
        assertThat(describe(read(both.toByteArray()))).isEqualTo(describe(two));
    }

    @Test
    void refusesWhatTheFormatCannotHold() {
        refused(new Node.File(Metadata.root(0644, -1), Content.of("")));
        refused(new Node.File(Metadata.root(0644, 1L << 32), Content.of("")));
        refused(new Node.File(Metadata.root(0644, 0), Content.of(java.nio.file.Path.of("none"), 0, 1L << 32)));
    }

    private static void refused(Node node) {
        FileTree tree = new FileTree(Metadata.root(0755, 0));
        tree.put("f", node);
        assertThatThrownBy(() -> write(tree))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/f");
    }

    private static byte[] small() throws IOException {
        FileTree tree = Trees.ordinary();
        tree.remove("many");
        tree.remove("sizes");
        return write(tree);
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        byte[] archive = small();
        int end = new String(archive, StandardCharsets.ISO_8859_1).indexOf("TRAILER!!!") + 10;
        for (int length = 0; length < end; length += 3) {
            byte[] cut = Arrays.copyOf(archive, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(MalformedCpioException.class);
        }
    }

    @Test
    void changedArchivesAreReadOrRefusedButNeverCrash() throws IOException {
        byte[] archive = small();
        Random random = new Random(20261122);
        byte[] digits = "0123456789abcdefF".getBytes(StandardCharsets.US_ASCII);
        int refused = 0;
        int rounds = 3000;
        for (int round = 0; round < rounds; round++) {
            byte[] changed = archive.clone();
            for (int change = 0; change <= round % 8; change++) {
                int at = random.nextInt(changed.length);
                changed[at] = round % 2 == 0 ? digits[random.nextInt(digits.length)] : (byte) random.nextInt(256);
            }
            try {
                read(changed);
            } catch (MalformedCpioException e) {
                assertThat(e).hasMessageContaining("cpio archive, at byte");
                refused++;
            }
        }
        assertThat(refused).isBetween(100, rounds - 100);
    }

    @Test
    void anEntryWithoutItsDirectoryOrAboveTheRootIsRefused() throws IOException {
        FileTree tree = new FileTree(Metadata.root(0755, 0));
        tree.put("aa", new Node.Directory(Metadata.root(0755, 0)));
        tree.put("aa/b", new Node.File(Metadata.root(0644, 0), Content.of("")));
        String archive = new String(write(tree), StandardCharsets.ISO_8859_1);
        for (String name : new String[] {"zz/b", "../b"}) {
            byte[] changed = archive.replace("aa/b", name).getBytes(StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> read(changed)).isInstanceOf(MalformedCpioException.class);
        }
    }
}
