package dev.atoll.image.depmod;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;

/** A small kernel with a case of everything that depmod treats in its own way. */
final class SampleKernel {
    static final String VERSION = "6.1.0-test";
    static final String DIRECTORY = "usr/lib/modules/" + VERSION;

    private static final Metadata META = Metadata.root(0755, 0);

    private SampleKernel() {}

    static FileTree tree() {
        FileTree tree = new FileTree(META);
        put(tree, "modules.order", Content.of("""
                kernel/fs/up-per.ko
                kernel/lib/base.ko
                kernel/lib/gone.ko
                kernel/drivers/mid_a.ko
                """));
        put(tree, "modules.builtin", Content.of("kernel/fs/ext4/ext4.ko\nkernel/lib/crc-t10.ko\n"));
        put(tree, "modules.builtin.modinfo", Content.of("""
                ext4.license=GPL\0ext4.alias=fs-ext4\0ext4.alias=fs-ext[0-9]\0crc_t10.alias=crypto-crc\0\
                tcp.alias=fs-ext4\0ext4.file=fs/ext4/ext4\0"""));
        put(tree, "kernel/lib/base.ko", base().content());
        put(
                tree,
                "kernel/drivers/mid_a.ko",
                new TestModule()
                        .imports("base_one")
                        .imports("printk")
                        .exports("mid_a")
                        .exports("shared")
                        .content());
        put(
                tree,
                "kernel/drivers/mid-b.ko",
                new TestModule()
                        .importsWeakly("base_two")
                        .imports(".base_two")
                        .version("module_layout")
                        .exports("mid_b")
                        .exports("shared")
                        .says("softdep", "pre: base post: up-per")
                        .says("weakdep", "mid_a")
                        .content());
        put(
                tree,
                "kernel/fs/up-per.ko",
                new TestModule()
                        .says("alias", "pci:v0000[1-9a-f]d*sv*-x")
                        .says("alias", "open[bracket")
                        .imports("mid_b")
                        .imports("mid_a")
                        .version("base_three")
                        .content());
        put(
                tree,
                "kernel/lib/named.ko",
                new TestModule().exportsByName("by_name").content());
        put(tree, "kernel/lib/double.ko", new TestModule().exports("old").content());
        put(tree, "updates/double.ko", new TestModule().exports("new").content());
        put(tree, "build/ignored.ko", new TestModule().exports("ignored").content());
        for (int i = 0; i < 40; i++) {
            TestModule many = new TestModule().exports("many_symbol_" + i * 7919);
            put(
                    tree,
                    "kernel/many/m" + i * 31 + ".ko",
                    many.says("alias", "many:" + i % 5).content());
        }
        return tree;
    }

    private static TestModule base() {
        return new TestModule()
                .says("license", "GPL")
                .says("alias", "devname:net/tun")
                .says("alias", "char-major-10-200")
                .says("alias", "block-major-8-*")
                .says("alias", "usb-storage*")
                .says("alias", "usb-storage*")
                .exports("base_one")
                .exports("base_two")
                .exports("base_three")
                .exports("b");
    }

    static void put(FileTree tree, String name, Content content) {
        String path = DIRECTORY + "/" + name;
        tree.mkdirs(TreePath.parent(path), META);
        tree.put(path, new Node.File(META, content));
    }

    /** Puts the indexes of a kernel's modules beside them, made anew. */
    static void index(FileTree tree, String version, long mtime) {
        ModuleDirectory directory = new ModuleDirectory(tree, version);
        Depmod.files(tree, version).forEach((name, bytes) -> directory.put(name, bytes, mtime));
    }
}
