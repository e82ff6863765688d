package dev.atoll.image.initrd;

import static dev.atoll.image.Samples.link;
import static dev.atoll.image.Samples.put;
import static dev.atoll.image.Samples.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atoll.disk.cpio.CpioWriter;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.Samples;
import dev.atoll.store.ContentStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitrdTest {
    private static final String VERSION = "6.12.0-test";
    private static final String UNITS = "usr/lib/systemd/system/";

    private final FileTree root = Samples.tree();

    @TempDir
    private Path folder;

    @BeforeEach
    void makeRoot() {
        link(root, "lib", "usr/lib");
        put(root, "etc/passwd", "root:x:0:0::/root:/bin/sh\n");
        put(root, "etc/group", "root:x:0:\n");
        for (String index : new String[] {"modules.builtin", "modules.builtin.modinfo", "modules.order"}) {
            put(root, "usr/lib/modules/" + VERSION + "/" + index, "");
        }
        put(root, "usr/lib/modules/" + VERSION + "/modules.builtin", "kernel/fs/ext4.ko\n");
    }

    private FileTree initrd(String lists) {
        try (ContentStore store = ContentStore.open(folder)) {
            return Initrd.of(root, Samples.definition("{" + lists + "}", ""), VERSION, 5, store);
        }
    }

    private FileTree units(String units) {
        return initrd("modules: [], files: [], units: [" + units + "]");
    }

    @Test
    void systemdIsTheFirstProcessOfATreeWithMergedDirectories() {
        FileTree initrd = units("");
        assertThat(Samples.target(initrd, "init")).isEqualTo("usr/lib/systemd/systemd");
        assertThat(Samples.target(initrd, "lib")).isEqualTo("usr/lib");
        assertThat(Samples.target(initrd, UNITS + "default.target")).isEqualTo("initrd.target");
        assertThat(initrd.get("sysroot").orElseThrow()).isInstanceOf(Node.Directory.class);
        assertThat(text(initrd, "etc/initrd-release")).contains("IMAGE_VERSION=1.2.3");
        assertThat(text(initrd, "usr/lib/atoll/disk.conf")).isEqualTo("MINIMUM_MIB=12288\n");
        assertThat(text(initrd, "etc/passwd")).startsWith("root:");
    }

    @Test
    void wantsAreKeptForKeptUnitsOnly() {
        put(root, UNITS + "a.service", "");
        put(root, UNITS + "b.service", "");
        put(root, UNITS + "sysinit.target", "");
        link(root, UNITS + "sysinit.target.wants/a.service", "../a.service");
        link(root, UNITS + "sysinit.target.requires/b.service", "../b.service");
        put(root, UNITS + "a.service.d/b.service", "no dependency");
        FileTree initrd = units("sysinit.target, a.service");
        assertThat(Samples.target(initrd, UNITS + "sysinit.target.wants/a.service"))
                .isEqualTo("../a.service");
        assertThat(initrd.contains(UNITS + "b.service")).isFalse();
        assertThat(initrd.contains(UNITS + "sysinit.target.requires")).isFalse();
        assertThat(initrd.contains(UNITS + "a.service.d")).isFalse();
    }

    @Test
    void theOverlayGoesOverTheRestAndThroughItsLinks() {
        put(root, UNITS + "a.service", "root's");
        put(root, "usr/lib/atoll/initrd/lib/systemd/system/a.service", "overlay's");
        put(root, "usr/lib/atoll/initrd/new/x", "x");
        FileTree initrd = units("a.service");
        assertThat(text(initrd, UNITS + "a.service")).isEqualTo("overlay's");
        assertThat(text(initrd, "new/x")).isEqualTo("x");
        assertThat(Samples.target(initrd, "lib")).isEqualTo("usr/lib");
        assertThat(initrd.contains("usr/lib/atoll/initrd")).isFalse();
    }

    @Test
    void builtInModulesNeedNoFileAndHyphensMeanUnderscores() {
        put(root, "usr/lib/modules/" + VERSION + "/modules.builtin", "kernel/lib/crc-t10.ko\n");
        FileTree initrd = initrd("modules: [crc-t10], files: [], units: []");
        assertThat(text(initrd, "usr/lib/modules-load.d/initrd.conf")).isEqualTo("crc-t10\n");
        assertThat(initrd.contains("usr/lib/modules/" + VERSION + "/modules.dep.bin"))
                .isTrue();
    }

    @Test
    void allThatIsMissingIsNamedTogether() {
        root.remove("usr/lib/modules/" + VERSION + "/modules.order");
        MissingFromTreeException e = catchThrowableOfType(
                MissingFromTreeException.class,
                () -> initrd("modules: [erofs], files: [/usr/bin/mount, etc/no], units: [no.target]"));
        assertThat(e.missing())
                .containsExactly("/usr/bin/mount", "etc/no", "kernel module erofs", "modules.order", "no.target");
        assertThat(e).hasMessageContaining("take it off kernel.initrd:\n  /usr/bin/mount\n");
    }

    @Test
    void theSameRootGivesTheSameBytes() throws IOException {
        put(root, UNITS + "a.service", "");
        put(root, "etc/d/x", "x");
        assertThat(cpio()).isEqualTo(cpio());
    }

    private byte[] cpio() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CpioWriter.write(initrd("modules: [ext4], files: [/etc/d], units: [a.service]"), bytes);
        return bytes.toByteArray();
    }
}
