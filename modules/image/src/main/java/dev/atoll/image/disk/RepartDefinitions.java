package dev.atoll.image.disk;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;

/**
 * Writes {@code /usr/lib/repart.d}: how systemd-repart completes the disk at first boot. The shipped partitions come
 * first, so that it recognises them, with fixed sizes, so that it leaves them as they are; then slot B, empty, and the
 * state on what is left.
 */
public final class RepartDefinitions {
    private RepartDefinitions() {}

    /** Puts the files into the root's tree. */
    public static void apply(FileTree tree, DiskLayout layout, long date) {
        String root = "Type=root\n" + fixed(layout.root()) + "ReadOnly=yes\n";
        String verity = "Type=root-verity\n" + fixed(layout.verity()) + "ReadOnly=yes\n";
        put(tree, "10-esp", "Type=esp\n" + fixed(layout.esp()), date);
        put(tree, "20-root-a", root, date);
        put(tree, "21-root-a-verity", verity, date);
        put(tree, "30-root-b", root + "Label=_empty\n", date);
        put(tree, "31-root-b-verity", verity + "Label=_empty\n", date);
        put(tree, "90-state", "Type=linux-generic\nLabel=state\nFormat=ext4\nFactoryReset=yes\n", date);
    }

    private static String fixed(DiskLayout.Range range) {
        return "SizeMinBytes=%d\nSizeMaxBytes=%d\n".formatted(range.size(), range.size());
    }

    private static void put(FileTree tree, String name, String settings, long date) {
        tree.mkdirs("usr/lib/repart.d", Metadata.root(0755, date));
        tree.put(
                "usr/lib/repart.d/" + name + ".conf",
                new Node.File(Metadata.root(0644, date), Content.of("[Partition]\n" + settings)));
    }
}
