package dev.atoll.disk.elf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares with what the dynamic linker and readelf of this machine say about its own programs. */
@Tag("conformance")
class HostLibrariesConformanceTest {
    private static final List<String> PROGRAMS = List.of(
            "usr/bin/bash", "usr/bin/openssl", "usr/bin/gpg", "usr/bin/dpkg-deb", "usr/bin/systemctl", "usr/bin/ls");
    private static final Metadata META = Metadata.root(0755, 0);
    private static final Pattern LOADED = Pattern.compile("(?:=> )?(/\\S+) \\(0x");

    private static FileTree tree;

    @BeforeAll
    static void readThisMachine() throws IOException {
        tree = new FileTree(META);
        for (String directory : List.of("bin", "lib", "lib64", "usr/bin", "usr/lib64", "usr/lib/x86_64-linux-gnu")) {
            add(directory);
            if (!Files.isSymbolicLink(Path.of("/" + directory))) {
                try (Stream<Path> files = Files.walk(Path.of("/" + directory), 2)) {
                    files.forEach(file -> add(file.toString().substring(1)));
                }
            }
        }
        try (Stream<Path> files = Files.list(Path.of("/usr/lib/x86_64-linux-gnu/systemd"))) {
            files.forEach(file -> add(file.toString().substring(1)));
        }
    }

    private static void add(String path) {
        Path file = Path.of("/" + path);
        if (tree.contains(path)) {
            return;
        }
        tree.mkdirs(TreePath.parent(path), META);
        try {
            if (Files.isSymbolicLink(file)) {
                tree.put(
                        path,
                        new Node.Symlink(META, Files.readSymbolicLink(file).toString()));
            } else if (Files.isDirectory(file)) {
                tree.mkdirs(path, META);
            } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                tree.put(path, new Node.File(META, Content.of(file, 0, Files.size(file))));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theClosureIsWhatTheDynamicLinkerLoads() throws Exception {
        for (String program : PROGRAMS) {
            TreeSet<String> expected = new TreeSet<>(List.of(program));
            Matcher loaded = LOADED.matcher(run("ldd", "/" + program));
            while (loaded.find()) {
                expected.add(tree.resolve(loaded.group(1)).orElseThrow());
            }
            LibraryClosure closure = LibraryClosure.of(tree, List.of(program));
            assertThat(closure.missing()).as(program).isEmpty();
            assertThat(closure.paths().stream().filter(p -> tree.get(p).orElseThrow() instanceof Node.File))
                    .as(program)
                    .containsExactlyElementsOf(expected);
            assertThat(expected).as(program).hasSizeGreaterThan(2);
        }
    }

    @Test
    void theDynamicSectionIsWhatReadelfShows() throws Exception {
        Pattern needed = Pattern.compile("\\(NEEDED\\)\\s+Shared library: \\[(.*)]");
        int files = 0;
        for (String name : tree.children("usr/lib/x86_64-linux-gnu")) {
            String path = "usr/lib/x86_64-linux-gnu/" + name;
            if (!name.contains(".so") || files == 40 || !(tree.get(path).orElseThrow() instanceof Node.File file)) {
                continue;
            }
            String shown = run("readelf", "-dW", "/" + path);
            List<String> expected = new ArrayList<>();
            Matcher matcher = needed.matcher(shown);
            while (matcher.find()) {
                expected.add(matcher.group(1));
            }
            if (shown.contains("(SONAME)")) {
                ElfFile elf = ElfFile.read(file.content());
                assertThat(elf.needed()).as(path).isEqualTo(expected);
                assertThat(shown).contains("Library soname: [" + elf.soname().orElseThrow() + "]");
                files++;
            }
        }
        assertThat(files).isEqualTo(40);
    }

    private static String run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError(command[0] + " is needed for this test: install binutils and libc-bin", e);
        }
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isZero();
            return text;
        }
    }
}
