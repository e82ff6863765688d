package dev.atoll.image.depmod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.store.ContentStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelModulesTest {
    private static final String AT = SampleKernel.DIRECTORY + "/";

    @TempDir
    private Path folder;

    private ContentStore store;

    @BeforeEach
    void openStore() {
        store = ContentStore.open(folder.resolve("store"));
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    private FileTree indexed(FileTree tree) {
        KernelModules.index(tree, SampleKernel.VERSION, 7, store);
        return tree;
    }

    private static FileTree fresh(FileTree tree) {
        SampleKernel.index(tree, SampleKernel.VERSION, 7);
        return tree;
    }

    private List<String> kept() {
        return store.cachedKeys("module-index-1");
    }

    private static byte[] file(FileTree tree, String name) {
        return ((Node.File) tree.get(AT + name).orElseThrow()).content().bytes();
    }

    private static void same(FileTree one, FileTree other) {
        assertThat(one.nodes().keySet()).isEqualTo(other.nodes().keySet());
        for (String name : one.children(SampleKernel.DIRECTORY)) {
            if (name.startsWith("modules.")) {
                assertThat(file(one, name)).as(name).isEqualTo(file(other, name));
                assertThat(one.get(AT + name).orElseThrow().metadata())
                        .isEqualTo(other.get(AT + name).orElseThrow().metadata());
            }
        }
    }

    @Test
    void aKeptIndexIsTheSameAsANewOne() {
        FileTree expected = fresh(SampleKernel.tree());
        same(indexed(SampleKernel.tree()), expected);
        same(indexed(SampleKernel.tree()), expected);
        assertThat(kept()).hasSize(1);
    }

    @Test
    void everythingThatCanChangeAnIndexMakesANewOne() {
        indexed(SampleKernel.tree());
        FileTree module = SampleKernel.tree();
        SampleKernel.put(
                module, "kernel/more.ko", new TestModule().exports("more").content());
        same(indexed(module), fresh(copyOf(module)));
        assertThat(kept()).hasSize(2);

        FileTree configured = SampleKernel.tree();
        configured.mkdirs("etc/depmod.d", Metadata.root(0755, 0));
        configured.put(
                "etc/depmod.d/a.conf", new Node.File(Metadata.root(0644, 0), Content.of("search kernel updates\n")));
        same(indexed(configured), fresh(copyOf(configured)));
        assertThat(kept()).hasSize(3);
    }

    @Test
    void aLinkedModuleCountsByWhatItLinksTo() {
        for (String symbol : List.of("one", "two")) {
            FileTree tree = SampleKernel.tree();
            tree.mkdirs("opt", Metadata.root(0755, 0));
            tree.put(
                    "opt/away.ko",
                    new Node.File(
                            Metadata.root(0644, 0),
                            new TestModule().exports(symbol).content()));
            tree.put(AT + "kernel/away.ko", new Node.Symlink(Metadata.root(0777, 0), "/opt/away.ko"));
            same(indexed(tree), fresh(copyOf(tree)));
            assertThat(new String(file(tree, "modules.symbols"))).contains("symbol:" + symbol + " away");
        }
    }

    /** Without its indexes. */
    private static FileTree copyOf(FileTree tree) {
        FileTree copy = new FileTree(Metadata.root(0755, 0));
        tree.nodes().forEach((path, node) -> {
            if (!path.isEmpty()
                    && !(path.startsWith(AT + "modules.")
                            && SampleKernel.tree().get(path).isEmpty())) {
                copy.put(path, node);
            }
        });
        return copy;
    }

    @Test
    void aDamagedIndexIsMadeAnew() throws IOException {
        FileTree expected = indexed(SampleKernel.tree());
        Path cached = store.cached("module-index-1", kept().getFirst()).orElseThrow();
        byte[] sound = Files.readAllBytes(cached);
        byte[] damaged = sound.clone();
        damaged[sound.length / 2] ^= 1;
        for (byte[] bad : List.of(damaged, new byte[0], new byte[64])) {
            Files.write(cached, bad);
            same(indexed(SampleKernel.tree()), expected);
            assertThat(cached).hasBinaryContent(sound);
        }
    }

    @Test
    void refusesADependencyFileOfAnotherKind() {
        FileTree tree = SampleKernel.tree();
        tree.put(AT + "modules.dep", new Node.File(Metadata.root(0644, 0), Content.of("kernel/a.ko\n")));
        assertThatThrownBy(() -> KernelModules.read(tree, SampleKernel.VERSION))
                .isInstanceOf(MalformedModuleException.class)
                .hasMessageContaining("modules.dep");
    }
}
