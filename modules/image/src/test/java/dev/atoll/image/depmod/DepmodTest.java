package dev.atoll.image.depmod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DepmodTest {
    private static final String AT = SampleKernel.DIRECTORY + "/";

    private final FileTree tree = SampleKernel.tree();

    private static byte[] file(FileTree tree, String name) {
        return ((Node.File) tree.get(AT + name).orElseThrow()).content().bytes();
    }

    /** The expected files were written by {@code depmod} of kmod 34.2 for the same modules. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "modules.dep",
                "modules.dep.bin",
                "modules.alias",
                "modules.alias.bin",
                "modules.softdep",
                "modules.weakdep",
                "modules.symbols",
                "modules.symbols.bin",
                "modules.builtin.bin",
                "modules.builtin.alias.bin",
                "modules.devname"
            })
    void writesWhatKmodWrites(String name) throws IOException {
        SampleKernel.index(tree, SampleKernel.VERSION, 7);
        try (InputStream expected = DepmodTest.class.getResourceAsStream("kmod-34/" + name)) {
            assertThat(file(tree, name)).isEqualTo(expected.readAllBytes());
        }
        assertThat(tree.get(AT + name).orElseThrow().metadata()).isEqualTo(Metadata.root(0644, 7));
    }

    @Test
    void applyingTwiceChangesNothing() {
        SampleKernel.index(tree, SampleKernel.VERSION, 7);
        byte[] once = file(tree, "modules.dep.bin");
        SampleKernel.index(tree, SampleKernel.VERSION, 7);
        assertThat(file(tree, "modules.dep.bin")).isEqualTo(once);
    }

    @Test
    void tellsWhatAModuleNeeds() {
        SampleKernel.index(tree, SampleKernel.VERSION, 7);
        Map<String, ModuleEntry> entries = KernelModules.read(tree, SampleKernel.VERSION);
        assertThat(entries.get("up_per").path()).contains(AT + "kernel/fs/up-per.ko");
        assertThat(entries.get("up_per").dependencies())
                .containsExactly(
                        AT + "kernel/drivers/mid_a.ko", AT + "kernel/drivers/mid-b.ko", AT + "kernel/lib/base.ko");
        assertThat(entries.get("double").path()).contains(AT + "updates/double.ko");
        assertThat(entries).doesNotContainKey("ignored");
    }

    @Test
    void knowsModulesThatAreBuiltIn() {
        SampleKernel.index(tree, SampleKernel.VERSION, 7);
        Map<String, ModuleEntry> entries = KernelModules.read(tree, SampleKernel.VERSION);
        assertThat(entries.get("ext4").isBuiltIn()).isTrue();
        assertThat(entries.get("crc_t10").path()).isEmpty();
        assertThat(entries.get("base").isBuiltIn()).isFalse();
    }

    @Test
    void worksWithoutTheFilesOfTheKernelBuild() {
        for (String name : List.of("modules.order", "modules.builtin", "modules.builtin.modinfo")) {
            tree.remove(AT + name);
        }
        SampleKernel.index(tree, SampleKernel.VERSION, 7);
        assertThat(file(tree, "modules.builtin.bin")).isEmpty();
        assertThat(file(tree, "modules.builtin.alias.bin")).isEmpty();
        assertThat(IndexEntries.of(file(tree, "modules.dep.bin"))).containsKey("up_per");
    }

    @Test
    void refusesModulesThatNeedEachOther() {
        SampleKernel.put(
                tree, "kernel/x.ko", new TestModule().exports("x").imports("y").content());
        SampleKernel.put(
                tree, "kernel/y.ko", new TestModule().exports("y").imports("x").content());
        assertThatThrownBy(() -> SampleKernel.index(tree, SampleKernel.VERSION, 7))
                .isInstanceOf(MalformedModuleException.class)
                .hasMessageContaining("x, y");
    }

    @Test
    void saysWhatToDoAboutAModuleItCannotRead() {
        assertThatThrownBy(() -> SampleKernel.index(tree, "9.9", 7))
                .isInstanceOf(MalformedModuleException.class)
                .hasMessageContaining("usr/lib/modules/9.9");
        SampleKernel.put(tree, "kernel/packed.ko.xz", Content.of("xz"));
        assertThatThrownBy(() -> SampleKernel.index(tree, SampleKernel.VERSION, 7))
                .isInstanceOf(MalformedModuleException.class)
                .hasMessageContaining("packed.ko.xz: the module is compressed");
        tree.remove(AT + "kernel/packed.ko.xz");
        SampleKernel.put(tree, "kernel/bad.ko", Content.of("no module"));
        assertThatThrownBy(() -> SampleKernel.index(tree, SampleKernel.VERSION, 7))
                .isInstanceOf(MalformedModuleException.class)
                .hasMessageContaining("kernel/bad.ko: not an ELF file");
    }

    @Test
    void aDamagedModuleIsReadOrRefusedAndNothingElseHappens() {
        Random random = new Random(20261122);
        byte[] module = new TestModule()
                .says("alias", "a-[b]")
                .says("softdep", "pre: c")
                .exports("one")
                .imports("two")
                .version("three")
                .bytes();
        int refused = 0;
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = module.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
            }
            FileTree one = new FileTree(Metadata.root(0755, 0));
            one.mkdirs(SampleKernel.DIRECTORY, Metadata.root(0755, 0));
            SampleKernel.put(one, "m.ko", Content.of(damaged));
            try {
                SampleKernel.index(one, SampleKernel.VERSION, 7);
            } catch (MalformedModuleException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(500, 4_999);
    }

    @Test
    void aConfigurationInEtcHidesThePackages() {
        FileTree tree = SampleKernel.tree();
        tree.mkdirs("usr/lib/depmod.d", Metadata.root(0755, 0));
        tree.mkdirs("etc/depmod.d", Metadata.root(0755, 0));
        tree.put(
                "usr/lib/depmod.d/a.conf",
                new Node.File(Metadata.root(0644, 0), Content.of("search kernel updates\n")));
        tree.put("etc/depmod.d/a.conf", new Node.File(Metadata.root(0644, 0), Content.of("search updates kernel\n")));
        DepmodConfiguration configuration = DepmodConfiguration.read(tree, SampleKernel.VERSION);
        assertThat(configuration.preferred("kernel/a.ko", "updates/a.ko")).isEqualTo("updates/a.ko");
        assertThat(configuration.preferred("kernel/a.ko", "kernel/b/a.ko")).isEqualTo("kernel/a.ko");
    }

    @Test
    void modulesFromOutsideAreRefused() {
        FileTree tree = SampleKernel.tree();
        tree.mkdirs("usr/lib/depmod.d", Metadata.root(0755, 0));
        tree.put(
                "usr/lib/depmod.d/x.conf",
                new Node.File(Metadata.root(0644, 0), Content.of("external * /opt/modules\n")));
        assertThatThrownBy(() -> SampleKernel.index(tree, SampleKernel.VERSION, 0))
                .isInstanceOf(MalformedModuleException.class)
                .hasMessageContaining("usr/lib/depmod.d/x.conf");
    }
}
