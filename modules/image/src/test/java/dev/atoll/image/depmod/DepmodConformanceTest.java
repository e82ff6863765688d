package dev.atoll.image.depmod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares with the depmod of this machine; versions before 34 lay out the nodes of an index in another order, so of
 * their indexes the entries are compared, not the bytes.
 */
@Tag("conformance")
class DepmodConformanceTest {
    @TempDir
    private Path root;

    @Test
    void writesWhatDepmodWrites() throws Exception {
        compare(SampleKernel.tree());
    }

    @Test
    void choosesAmongModulesOfOneNameAsDepmodDoes() throws Exception {
        FileTree tree = SampleKernel.tree();
        for (String directory : List.of("extra", "weak", "kernel/lib", "updates", "kernel/old")) {
            for (String name : List.of("one", "two", "three", "base")) {
                SampleKernel.put(
                        tree,
                        directory + "/" + name + ".ko",
                        new TestModule()
                                .says("alias", directory + "-" + name)
                                .exports("of_" + name)
                                .content());
            }
        }
        configuration(tree, "usr/lib/depmod.d/a.conf", "# mine\nsearch extra built-in \\\n weak\n");
        configuration(
                tree, "usr/lib/depmod.d/b.conf", "override one * weak\noverride two 6\\.[0-9]+ weak\nsearch updates\n");
        configuration(tree, "usr/lib/depmod.d/c.conf", "override three 5 weak\noverride base ^6 kernel/lib\n");
        compare(tree);
    }

    private static void configuration(FileTree tree, String path, String text) {
        tree.mkdirs(TreePath.parent(path), Metadata.root(0755, 0));
        tree.put(path, new Node.File(Metadata.root(0644, 0), Content.of(text)));
    }

    private void compare(FileTree tree) throws Exception {
        DiskTree.write(tree, root);
        Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
        Path configuration = Files.createDirectories(root.resolve("usr/lib/depmod.d"));
        run("depmod", "-C", configuration.toString(), "-b", root.toString(), SampleKernel.VERSION);
        SampleKernel.index(tree, SampleKernel.VERSION, 0);
        boolean ofThisLayout = version() >= 34;
        int compared = 0;
        for (String name : tree.children(SampleKernel.DIRECTORY)) {
            Path written = root.resolve(SampleKernel.DIRECTORY).resolve(name);
            if (!name.startsWith("modules.") || name.equals("modules.weakdep") && !Files.exists(written)) {
                continue;
            }
            byte[] expected = Files.readAllBytes(written);
            byte[] ours = ((Node.File)
                            tree.get(SampleKernel.DIRECTORY + "/" + name).orElseThrow())
                    .content()
                    .bytes();
            if (name.endsWith(".bin") && !ofThisLayout) {
                assertThat(IndexEntries.of(ours))
                        .as(name)
                        .isEqualTo(IndexEntries.of(expected))
                        .isNotEmpty();
            } else if (name.endsWith(".bin")) {
                assertThat(ours).as(name).isEqualTo(expected).isNotEmpty();
            } else {
                assertThat(new String(ours, StandardCharsets.ISO_8859_1))
                        .as(name)
                        .isEqualTo(new String(expected, StandardCharsets.ISO_8859_1));
            }
            compared++;
        }
        assertThat(compared).isGreaterThanOrEqualTo(13);
    }

    private static int version() throws Exception {
        return Integer.parseInt(
                run("depmod", "--version").lines().findFirst().orElseThrow().replaceAll("[^0-9]*([0-9]+).*", "$1"));
    }

    /** {@code modprobe} finds modules through our indexes alone. */
    @Test
    void modprobeReadsOurIndexes() throws Exception {
        FileTree tree = SampleKernel.tree();
        SampleKernel.index(tree, SampleKernel.VERSION, 0);
        tree.remove(SampleKernel.DIRECTORY + "/modules.dep");
        tree.remove(SampleKernel.DIRECTORY + "/modules.alias");
        DiskTree.write(tree, root);
        Files.createSymbolicLink(root.resolve("lib"), Path.of("usr/lib"));
        String shown = run(
                "modprobe", "-d", root.toString(), "-S", SampleKernel.VERSION, "--show-depends", "pci:v00003d7svqz_x");
        assertThat(shown.lines()
                        .map(line -> line.substring(line.lastIndexOf('/') + 1).strip())
                        .distinct())
                .containsExactly("base.ko", "mid-b.ko", "mid_a.ko", "up-per.ko");
    }

    private static String run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new AssertionError(command[0] + " is needed for this test: install kmod", e);
        }
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(text).isZero();
            return text;
        }
    }
}
