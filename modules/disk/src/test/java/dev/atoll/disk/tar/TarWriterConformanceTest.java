package dev.atoll.disk.tar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives as GNU tar and Python's tarfile read them. */
@Tag("conformance")
class TarWriterConformanceTest {
    private static final String LONG = "d/" + "n".repeat(120);

    @TempDir
    private Path folder;

    private static FileTree tree() {
        FileTree tree = new FileTree(Metadata.root(0755, 5));
        tree.mkdirs("d", Metadata.root(0750, 1_700_000_000L));
        Node.File file = new Node.File(
                new Metadata(3_000_000, 7, 04755, 1_600_000_000L, xattr(new byte[] {1, 0, (byte) 0xfe, 10})),
                Content.of("hello"));
        tree.put("a", file);
        tree.put("d/again", file);
        tree.put(LONG, new Node.File(Metadata.root(0600, 9), Content.of("x".repeat(1025))));
        tree.put("d/ümlaut", new Node.Symlink(Metadata.root(0777, 9), "t".repeat(130)));
        tree.put("null", new Node.Special(Metadata.root(0666, 9), Node.Kind.CHARACTER, 1, 3));
        tree.put("pipe", new Node.Special(Metadata.root(0600, 9), Node.Kind.FIFO, 0, 0));
        return tree;
    }

    private static TreeMap<String, ByteBuffer> xattr(byte[] value) {
        TreeMap<String, ByteBuffer> xattrs = new TreeMap<>();
        xattrs.put("security.capability", ByteBuffer.wrap(value));
        return xattrs;
    }

    private Path archive() throws IOException {
        Path file = folder.resolve("tree.tar");
        try (OutputStream out = Files.newOutputStream(file)) {
            TarWriter.write(tree(), out);
        }
        return file;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    @Test
    void gnuTarListsWhatTheTreeHolds() throws Exception {
        List<String> lines = run(
                        "env",
                        "LC_ALL=C.UTF-8",
                        "TZ=UTC",
                        "tar",
                        "--full-time",
                        "--numeric-owner",
                        "-tvf",
                        archive().toString())
                .lines()
                .map(line -> line.replaceAll(" +", " "))
                .toList();
        assertThat(lines)
                .containsExactly(
                        "drwxr-xr-x 0/0 0 1970-01-01 00:00:05 ./",
                        "-rwsr-xr-x 3000000/7 5 2020-09-13 12:26:40 ./a",
                        "drwxr-x--- 0/0 0 2023-11-14 22:13:20 ./d/",
                        "hrwsr-xr-x 3000000/7 0 2020-09-13 12:26:40 ./d/again link to ./a",
                        "-rw------- 0/0 1025 1970-01-01 00:00:09 ./" + LONG,
                        "lrwxrwxrwx 0/0 0 1970-01-01 00:00:09 ./d/ümlaut -> " + "t".repeat(130),
                        "crw-rw-rw- 0/0 1,3 1970-01-01 00:00:09 ./null",
                        "prw------- 0/0 0 1970-01-01 00:00:09 ./pipe");
    }

    @Test
    void attributesOfAnyBytesAreKept() throws Exception {
        String value = run(
                "python3",
                "-c",
                "import sys,tarfile\n"
                        + "t=tarfile.open(sys.argv[1],errors='surrogateescape',encoding='utf-8')\n"
                        + "v=t.getmember('./a').pax_headers['SCHILY.xattr.security.capability']\n"
                        + "print(v.encode('utf-8','surrogateescape').hex())\n"
                        + "print(t.extractfile('./d/again').read().decode())",
                archive().toString());
        assertThat(value).isEqualTo("0100fe0a\nhello\n");
    }

    @Test
    void equalTreesGiveEqualBytes() throws IOException {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        ByteArrayOutputStream two = new ByteArrayOutputStream();
        TarWriter.write(tree(), one);
        TarWriter.write(tree(), two);
        assertThat(one.toByteArray()).isEqualTo(two.toByteArray()).hasSizeGreaterThan(10_239);
    }
}
