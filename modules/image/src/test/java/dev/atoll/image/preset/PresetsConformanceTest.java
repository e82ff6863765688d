package dev.atoll.image.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.FileTree;
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

/** Compares with {@code systemctl --root preset-all} of this machine. */
@Tag("conformance")
class PresetsConformanceTest {
    @TempDir
    private Path root;

    @Test
    void makesTheLinksThatPresetAllMakes() throws Exception {
        FileTree tree = PresetTrees.sample();
        write(tree);
        Path config = root.resolve("etc/systemd/system");
        for (String mask : PresetTrees.MASK) {
            Files.createSymbolicLink(config.resolve(mask), Path.of("/dev/null"));
        }
        Presets.apply(tree, PresetTrees.ENABLE, PresetTrees.MASK, 5);
        String preset = "usr/lib/systemd/system-preset/00-image.preset";
        Files.createDirectories(root.resolve(preset).getParent());
        Files.write(
                root.resolve(preset),
                ((Node.File) tree.get(preset).orElseThrow()).content().bytes());
        run("systemctl", "--root=" + root, "preset-all");

        TreeMap<String, String> expected = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(config)) {
            for (Path path : paths.filter(Files::isSymbolicLink).toList()) {
                // Versions built for a split /usr spell the directory without it.
                String target = Files.readSymbolicLink(path).toString().replaceFirst("^/lib/", "/usr/lib/");
                expected.put(config.relativize(path).toString(), target);
            }
        }
        assertThat(PresetTrees.links(tree)).isEqualTo(expected).hasSizeGreaterThan(15);
    }

    private void write(FileTree tree) throws IOException {
        for (var entry : tree.nodes().entrySet()) {
            Path path = root.resolve(entry.getKey());
            switch (entry.getValue()) {
                case Node.Directory d -> Files.createDirectories(path);
                case Node.File file -> Files.write(path, file.content().bytes());
                case Node.Symlink link -> Files.createSymbolicLink(path, Path.of(link.target()));
                case Node.Special s -> throw new IllegalArgumentException("a device in a test tree");
            }
        }
    }

    private static void run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new AssertionError(command[0] + " is needed for this test: install systemd", e);
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // It fails for what the sample has wrong on purpose, after all the rest is done.
        assertThat(process.waitFor()).as(text).isLessThan(2);
    }
}
