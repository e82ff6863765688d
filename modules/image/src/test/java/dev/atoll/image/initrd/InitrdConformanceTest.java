package dev.atoll.image.initrd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.Samples;
import dev.atoll.store.ContentStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs of this machine in an initrd, started there by its own copy of the dynamic loader. */
@Tag("conformance")
class InitrdConformanceTest {
    private static final String VERSION = "6.12.0-test";
    private static final String LOADER = "usr/lib64/ld-linux-x86-64.so.2";
    private static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";

    @TempDir
    private Path folder;

    @Test
    void programsComeWithEveryLibraryTheyNeed() throws Exception {
        FileTree root = hostRoot();
        FileTree initrd = Initrd.of(
                root,
                Samples.definition("{modules: [], files: [/bin/true, /usr/bin/systemctl], units: []}", ""),
                VERSION,
                0,
                ContentStore.open(folder.resolve("store")));
        assertThat(initrd.children(LIBRARIES)).anyMatch(name -> name.startsWith("libc.so"));
        assertThat(initrd.nodes().size()).isLessThan(root.nodes().size());
        extract(initrd);
        for (String program : List.of("usr/bin/true", "usr/bin/systemctl")) {
            ProcessBuilder builder = new ProcessBuilder(
                            folder.resolve(LOADER).toString(),
                            "--inhibit-cache",
                            "--library-path",
                            folder.resolve(LIBRARIES) + ":" + folder.resolve(LIBRARIES + "/systemd"),
                            "--list",
                            folder.resolve(program).toString())
                    .redirectErrorStream(true);
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
            assertThat(said).doesNotContain("not found");
            assertThat(said.lines().filter(line -> line.contains(" => ")))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).contains("=> " + folder));
        }
    }

    /** Two programs, all libraries of this machine and a kernel without modules. */
    private static FileTree hostRoot() throws IOException {
        FileTree root = Samples.tree();
        Map.of("bin", "usr/bin", "lib", "usr/lib", "lib64", "usr/lib64")
                .forEach((link, target) -> Samples.link(root, link, target));
        for (String directory : List.of("usr/bin", "usr/lib64", LIBRARIES, LIBRARIES + "/systemd")) {
            root.mkdirs(directory, Metadata.root(0755, 0));
        }
        add(root, Path.of("/usr/bin/true"));
        add(root, Path.of("/usr/bin/systemctl"));
        for (String directory : List.of("/usr/lib64", "/" + LIBRARIES, "/" + LIBRARIES + "/systemd")) {
            try (var files = Files.list(Path.of(directory))) {
                for (Path file : new TreeSet<>(files.toList())) {
                    if (file.toString().contains(".so")) {
                        add(root, file);
                    }
                }
            }
        }
        Samples.put(root, "etc/passwd", "");
        Samples.put(root, "etc/group", "");
        for (String index : List.of("modules.builtin", "modules.builtin.modinfo", "modules.order")) {
            Samples.put(root, "usr/lib/modules/" + VERSION + "/" + index, "");
        }
        return root;
    }

    private static void add(FileTree root, Path file) throws IOException {
        String path = file.toString().substring(1);
        if (Files.isSymbolicLink(file)) {
            Samples.link(root, path, Files.readSymbolicLink(file).toString());
        } else if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            Content content = Content.of(file, 0, Files.size(file));
            Samples.put(root, path, new Node.File(Metadata.root(0755, 0), content));
        }
    }

    private void extract(FileTree tree) throws IOException {
        for (Map.Entry<String, Node> entry : tree.nodes().entrySet()) {
            Path target = folder.resolve(entry.getKey());
            switch (entry.getValue()) {
                case Node.Directory d -> Files.createDirectories(target);
                case Node.Symlink link -> Files.createSymbolicLink(target, Path.of(link.target()));
                case Node.File file -> {
                    Files.write(target, file.content().bytes());
                    assertThat(target.toFile().setExecutable(true)).isTrue();
                }
                case Node.Special s -> throw new AssertionError(entry.getKey());
            }
        }
    }
}
