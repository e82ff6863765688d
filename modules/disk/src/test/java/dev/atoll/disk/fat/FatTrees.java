package dev.atoll.disk.fat;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Trees and volumes the tests of this package use. */
final class FatTrees {
    static final long MIB = 1L << 20;
    /** 2026-11-22 10:20:30 UTC. */
    static final long TIME = 1_795_342_830;

    static final FatOptions SMALL = new FatOptions("ATOLL ESP", 0xa70112ef, 40 * MIB, TIME);

    private FatTrees() {}

    static FileTree empty() {
        return new FileTree(Metadata.root(0755, 0));
    }

    static FileTree of(String path, Content content) {
        return with(empty(), path, content);
    }

    static FileTree with(FileTree tree, String path, Content content) {
        tree.mkdirs(TreePath.parent(path), Metadata.root(0755, TIME - 2));
        tree.put(path, new Node.File(Metadata.root(0644, TIME - 4), content));
        return tree;
    }

    /** Every kind of name and size: deep, long, many, empty, as large as a cluster (512 bytes) and around it. */
    static FileTree varied() {
        FileTree tree = empty();
        with(tree, "EFI/BOOT/BOOTX64.EFI", bytes(100_001));
        with(tree, "EFI/Linux/atoll_4.0.0+3.efi", bytes(70_000));
        with(tree, "EFI/Linux/atoll_4.0.1+3-0.efi", bytes(512));
        with(tree, "EFI/Linux/empty.efi", Content.of(""));
        with(tree, "loader/loader.conf", Content.of("timeout 0\n"));
        with(tree, "loader/entries.srel", Content.of("type1\n"));
        with(tree, "sizes/one less", bytes(511));
        with(tree, "sizes/one more", bytes(513));
        with(tree, "sizes/zeros", Content.of(new byte[20_000]));
        with(tree, "x".repeat(251) + ".txt", Content.of("long"));
        with(tree, "names/thirteen.unit", Content.of("13"));
        with(tree, "names/fourteen.units", Content.of("14"));
        with(tree, "names/.hidden", Content.of("dot"));
        with(tree, "names/Käse und Brot – 🧀.txt", Content.of("unicode"));
        with(tree, "names/LONGNA~1.TXT", Content.of("taken"));
        with(tree, "names/longname-one.txt", Content.of("1"));
        with(tree, "names/longname-two.txt", Content.of("2"));
        with(tree, "a/b/c/d/e/f/g/h/i/j/k/a deep directory/file", Content.of("deep"));
        for (int i = 0; i < 300; i++) {
            with(tree, "many/number " + i + " of many.txt", Content.of("" + i));
        }
        tree.mkdirs("an empty directory", Metadata.root(0755, TIME));
        return tree;
    }

    static Content bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Content.of(bytes);
    }

    /** What a FAT volume keeps of a tree, comparable: the time of modification and the contents by path. */
    static Map<String, String> kept(FileTree tree) {
        Map<String, String> kept = new TreeMap<>();
        tree.nodes().forEach((path, node) -> {
            String what = switch (node) {
                case Node.File file ->
                    file.content().size() + " bytes "
                            + Arrays.hashCode(file.content().bytes());
                case Node.Directory directory -> "directory";
                case Node.Symlink link -> "link";
                case Node.Special special -> "special";
            };
            kept.put(
                    path,
                    path.isEmpty() ? what : what + " at " + node.metadata().mtime());
        });
        return kept;
    }

    static FileChannel open(Path file) throws Exception {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
