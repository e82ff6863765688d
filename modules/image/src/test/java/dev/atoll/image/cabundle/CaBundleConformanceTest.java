package dev.atoll.image.cabundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with {@code update-ca-certificates} and {@code openssl rehash} of this machine. */
@Tag("conformance")
class CaBundleConformanceTest {
    private static final Path PACKAGED = Path.of("/usr/share/ca-certificates");

    @TempDir
    private Path root;

    @Test
    void makesWhatTheToolsMakeOfTheSample() throws Exception {
        compare(CaTrees.sample(), 12);
    }

    @Test
    void makesWhatTheToolsMakeOfTheCertificatesOfThisMachine() throws Exception {
        FileTree tree = new FileTree(Metadata.root(0755, 0));
        tree.mkdirs("usr/share", Metadata.root(0755, 0));
        try (Stream<Path> paths = Files.walk(PACKAGED)) {
            for (Path path : paths.toList()) {
                String name = path.toString().substring(1);
                tree.put(
                        name,
                        Files.isDirectory(path)
                                ? new Node.Directory(Metadata.root(0755, 0))
                                : new Node.File(Metadata.root(0644, 0), Content.of(Files.readAllBytes(path))));
            }
        } catch (IOException e) {
            throw new AssertionError(PACKAGED + " is needed for this test: install ca-certificates", e);
        }
        compare(tree, 200);
    }

    private void compare(FileTree tree, int atLeast) throws Exception {
        Path directory = Files.createDirectories(root.resolve("etc/ssl/certs"));
        for (var entry : tree.nodes().entrySet()) {
            Path path = root.resolve(entry.getKey());
            if (entry.getValue() instanceof Node.File file) {
                Files.write(path, file.content().bytes());
            } else {
                Files.createDirectories(path);
            }
        }
        Files.createDirectories(root.resolve("usr/local/share/ca-certificates"));
        CaBundle.apply(tree, 7);
        Files.write(root.resolve("etc/ca-certificates.conf"), CaTrees.bytes(tree, "etc/ca-certificates.conf"));
        run(
                "update-ca-certificates",
                "--fresh",
                "--certsconf",
                root + "/etc/ca-certificates.conf",
                "--certsdir",
                root + "/usr/share/ca-certificates",
                "--localcertsdir",
                root + "/usr/local/share/ca-certificates",
                "--etccertsdir",
                root + "/etc/ssl/certs",
                "--hooksdir",
                "");
        assertThat(CaTrees.bytes(tree, "etc/ssl/certs/ca-certificates.crt"))
                .isEqualTo(Files.readAllBytes(directory.resolve("ca-certificates.crt")));
        assertThat(links(tree)).isEqualTo(links(directory)).hasSizeGreaterThanOrEqualTo(atLeast);
    }

    private static TreeMap<String, String> links(FileTree tree) {
        TreeMap<String, String> links = new TreeMap<>();
        for (String name : tree.children("etc/ssl/certs")) {
            if (tree.get("etc/ssl/certs/" + name).orElseThrow() instanceof Node.Symlink link) {
                links.put(name, link.target());
            }
        }
        return links;
    }

    /** The tool's links to certificates begin with the directory it was told to take for the root. */
    private TreeMap<String, String> links(Path directory) throws IOException {
        TreeMap<String, String> links = new TreeMap<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.filter(Files::isSymbolicLink).toList()) {
                String target = Files.readSymbolicLink(path).toString();
                links.put(
                        path.getFileName().toString(),
                        target.startsWith("/")
                                ? target.substring(root.toString().length())
                                : target);
            }
        }
        return links;
    }

    private static void run(String... command) throws Exception {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C");
            process = builder.start();
        } catch (IOException e) {
            throw new AssertionError(command[0] + " is needed for this test: install ca-certificates and openssl", e);
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
    }
}
