package dev.atoll.image.preset;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.fuzz.Hostile;
import java.nio.charset.StandardCharsets;
import java.util.List;

class UnitFuzzTest {

    private static final String DIRECTORY = "usr/lib/systemd/system";
    private static final UnitName NAME = UnitName.parse("a@b.service").orElseThrow();

    /** A template may name a thousand instances of itself, and is read for each. */
    private static final long MEMORY = 512L << 20;

    /** A unit file of foreign text is enabled, and the links it asks for stay below the directory for them. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Hostile.read(
                input.length,
                MEMORY,
                () -> {
                    FileTree tree = new FileTree(Metadata.root(0755, 0));
                    tree.mkdirs(DIRECTORY, Metadata.root(0755, 0));
                    tree.put(DIRECTORY + "/a@.service", new Node.File(Metadata.root(0644, 0), Content.of(text)));
                    Enablement enablement =
                            new Enablement(tree, new UnitFiles(tree, Scope.SYSTEM, java.util.Set.of()), 0);
                    enablement.enable(List.of(NAME));
                    enablement.disable(List.of(NAME));
                    for (String path : tree.nodes().keySet()) {
                        Hostile.require(
                                path.startsWith("etc/systemd/system/")
                                        || "etc/systemd/system".startsWith(path)
                                        || (DIRECTORY + "/a@.service").startsWith(path),
                                "a link at " + path);
                    }
                    return true;
                },
                PresetException.class);
    }
}
