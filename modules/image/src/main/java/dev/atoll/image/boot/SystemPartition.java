package dev.atoll.image.boot;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.definition.Architecture;
import dev.atoll.image.definition.Definition;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The tree of the EFI system partition: systemd-boot in both places where firmware looks, the unified kernel image with
 * its tries counted in the name, and the keys for enrolment by firmware in setup mode.
 */
public final class SystemPartition {
    private static final String LOADER_CONF = "timeout 0\nconsole-mode keep\neditor no\nsecure-boot-enroll if-safe\n";

    private static final String KERNELS = "EFI/Linux/";

    private final FileTree tree;
    private final long date;

    private SystemPartition(long date) {
        this.tree = new FileTree(Metadata.root(0755, date));
        this.date = date;
    }

    /**
     * Makes the tree.
     *
     * @param architecture of the machines
     * @param bootLoader systemd-boot, signed
     * @param ukiName file name of the unified kernel image ({@code atoll_4.0.0+3.efi})
     * @param uki the image, signed
     * @param addons kernel add-ons for every version, by file name
     * @param enrolment files for {@code loader/keys/auto} by name ({@code PK.auth})
     */
    public static FileTree of(
            Architecture architecture,
            byte[] bootLoader,
            String ukiName,
            byte[] uki,
            Map<String, byte[]> addons,
            Map<String, byte[]> enrolment,
            long date) {
        SystemPartition esp = new SystemPartition(date);
        esp.put("EFI/BOOT/" + EfiPrograms.fallbackName(architecture), bootLoader);
        esp.put("EFI/systemd/" + EfiPrograms.bootLoaderName(architecture), bootLoader);
        esp.put(KERNELS + ukiName, uki);
        esp.putLoader(addons, enrolment);
        return esp.tree;
    }

    /**
     * What lies on the partition and neither in the root nor in the initrd, for a look for secrets: in the place of the
     * unified kernel image stand the words that the definition puts into it.
     *
     * @param addons kernel add-ons, by file name
     * @param enrolment files for {@code loader/keys/auto} by name
     */
    public static FileTree ofOwn(
            Definition definition, Map<String, byte[]> addons, Map<String, byte[]> enrolment, long date) {
        SystemPartition esp = new SystemPartition(date);
        String uki = definition.image().id() + "_" + definition.image().version() + ".efi";
        esp.put(KERNELS + uki, UnifiedKernel.words(definition).getBytes(StandardCharsets.UTF_8));
        esp.putLoader(addons, enrolment);
        return esp.tree;
    }

    private void putLoader(Map<String, byte[]> addons, Map<String, byte[]> enrolment) {
        put("loader/loader.conf", LOADER_CONF.getBytes(StandardCharsets.UTF_8));
        put("loader/entries.srel", "type1\n".getBytes(StandardCharsets.UTF_8));
        addons.forEach((name, bytes) -> put("loader/addons/" + name, bytes));
        enrolment.forEach((name, bytes) -> put("loader/keys/auto/" + name, bytes));
    }

    private void put(String path, byte[] bytes) {
        tree.mkdirs(TreePath.parent(path), Metadata.root(0755, date));
        tree.put(path, new Node.File(Metadata.root(0644, date), Content.of(bytes)));
    }
}
