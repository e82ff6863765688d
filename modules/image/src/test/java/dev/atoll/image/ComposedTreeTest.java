package dev.atoll.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.image.effect.PackageEffect;
import dev.atoll.image.effect.PackageEffects;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.layout.UnpackedPackage;
import dev.atoll.image.users.UserRegistry;
import dev.atoll.store.ContentStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposedTreeTest {
    private static final String VERSION = "6.12.0-test";

    @TempDir
    private Path folder;

    private static TestPackage base() {
        return new TestPackage("base-files")
                .directory("usr/lib", 0755)
                .link("lib", "usr/lib")
                .directory("etc", 0755)
                .directory("var/lib/misc", 0755)
                .directory("srv/data", 0755)
                .file("usr/lib/one", "1")
                .file("usr/lib/two", "2")
                .file("usr/share/base-passwd/passwd.master", "root:*:0:0:root:/root:/bin/sh\n")
                .file("usr/share/base-passwd/group.master", "root:*:0:\nshadow:*:42:\n");
    }

    private static TestPackage kernel(String version) {
        return new TestPackage("linux-image-" + version)
                .file("boot/vmlinuz-" + version, "kernel")
                .file("boot/config-" + version, "config")
                .file("usr/lib/modules/" + version + "/modules.builtin", "kernel/fs/ext4.ko\n")
                .file("usr/lib/modules/" + version + "/modules.order", "");
    }

    private ComposedTree compose(String definition, List<PackageEffect> effects, TestPackage... packages) {
        List<UnpackedPackage> unpacked =
                Stream.of(packages).map(it -> it.in(folder)).toList();
        return ComposedTree.of(
                unpacked,
                Samples.definition(definition),
                folder,
                new PackageEffects(effects),
                UserRegistry.EMPTY,
                1000,
                ContentStore.open(folder.resolve("store")));
    }

    @Test
    void takesTheKernelOutAndIndexesItsModules() {
        ComposedTree root = compose("", List.of(), base(), kernel(VERSION));
        assertThat(root.kernel().bytes()).asString().isEqualTo("kernel");
        assertThat(root.kernelVersion()).isEqualTo(VERSION);
        assertThat(root.tree().children("boot")).isEmpty();
        assertThat(root.tree().contains("usr/lib/modules/" + VERSION + "/modules.dep.bin"))
                .isTrue();
    }

    @Test
    void theTreeSaysWhatItIsAndHowItsDiskGrows() {
        ComposedTree root = compose("", List.of(), base(), kernel(VERSION));
        assertThat(Samples.text(root.tree(), "usr/lib/os-release")).contains("IMAGE_ID=lagoon");
        assertThat(root.tree().children("usr/lib/repart.d")).hasSize(6);
        assertThat(root.tree().children("var")).isEmpty();
        assertThat(Samples.text(root.tree(), "usr/lib/tmpfiles.d/zz-atoll-var.conf"))
                .contains("d /var/lib/misc ");
        assertThat(Samples.text(root.tree(), "etc/passwd")).startsWith("root:x:0:0:");
    }

    @Test
    void whatIsRemovedMakesRoomForFilesAndMayBeMissing() {
        ComposedTree root = compose("""
                remove: [/srv, /lib/one, /not/there, /usr/lib/two/below]
                files: [{path: /srv, link: var/srv}]
                """, List.of(), base(), kernel(VERSION));
        assertThat(Samples.target(root.tree(), "srv")).isEqualTo("var/srv");
        assertThat(root.tree().contains("usr/lib/one")).isFalse();
        assertThat(root.tree().contains("usr/lib/two")).isTrue();
    }

    @Test
    void anEffectForSeveralPackagesIsAppliedOnce() {
        PackageEffect effect = new PackageEffect(
                "linux-*",
                List.of(),
                "x",
                Map.of(),
                Map.of("etc/one", "usr/lib/one"),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of());
        ComposedTree root = compose("", List.of(effect), base(), kernel(VERSION), new TestPackage("linux-image-meta"));
        assertThat(Samples.text(root.tree(), "etc/one")).isEqualTo("1");
    }

    @Test
    void filesOfTheDefinitionGoOverEffects() {
        PackageEffect effect = new PackageEffect(
                "base-files",
                List.of(),
                "x",
                Map.of("etc/pager", "more"),
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of());
        ComposedTree root =
                compose("files: [{path: /etc/pager, link: less}]\n", List.of(effect), base(), kernel(VERSION));
        assertThat(Samples.target(root.tree(), "etc/pager")).isEqualTo("less");
    }

    @Test
    void refusesNoKernelAndTwo() {
        assertThatThrownBy(() -> compose("", List.of(), base()))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("holds none")
                .hasMessageContaining("install exactly one linux-image");
        assertThatThrownBy(() -> compose("", List.of(), base(), kernel("1"), kernel("2")))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("holds 1, 2");
    }

    @Test
    void refusesModulesWithoutTheirKernel() {
        assertThatThrownBy(() -> compose("exclude: [boot/**]\n", List.of(), base(), kernel(VERSION)))
                .isInstanceOf(CompositionException.class)
                .hasMessageContaining("/boot/vmlinuz-" + VERSION)
                .hasMessageContaining("do not exclude /boot");
    }
}
