package dev.atoll.image.disk;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.definition.Partition;
import java.util.List;

/**
 * Writes {@code /usr/lib/repart.d}: how systemd-repart completes the disk at first boot. The shipped partitions come
 * first, so that it recognises them, with fixed sizes, so that it leaves them as they are; then slot B, empty, the
 * definition's own partitions, and the state on what is left. The definition's own are mounted by units that take them
 * from the disk of the running root, where the initrd links them.
 */
public final class RepartDefinitions {
    private static final String UNITS = "usr/lib/systemd/system";
    private static final int FIRST_OWN = 40;
    private static final long MIB = 1 << 20;

    private RepartDefinitions() {}

    /** Puts the files into the root's tree. */
    public static void apply(FileTree tree, DiskLayout layout, List<Partition> partitions, long date) {
        String root = "Type=root\n" + fixed(layout.root()) + "ReadOnly=yes\n";
        String verity = "Type=root-verity\n" + fixed(layout.verity()) + "ReadOnly=yes\n";
        put(tree, "10-esp", "Type=esp\n" + fixed(layout.esp()), date);
        put(tree, "20-root-a", root, date);
        put(tree, "21-root-a-verity", verity, date);
        put(tree, "30-root-b", root + "Label=_empty\n", date);
        put(tree, "31-root-b-verity", verity + "Label=_empty\n", date);
        for (int i = 0; i < partitions.size(); i++) {
            Partition partition = partitions.get(i);
            put(tree, "%d-%s".formatted(FIRST_OWN + i, partition.name()), own(partition), date);
            mount(tree, partition, date);
        }
        put(tree, "90-state", "Type=linux-generic\nLabel=state\nFormat=ext4\nFactoryReset=yes\n", date);
    }

    private static String own(Partition partition) {
        long most = partition.maximumMiB().orElse(partition.minimumMiB()) * MIB;
        String format = partition.format() == Partition.Format.EXT4 ? "Format=ext4\n" : "";
        return "Type=linux-generic\nLabel=%s\nSizeMinBytes=%d\nSizeMaxBytes=%d\n%s"
                .formatted(partition.name(), partition.minimumMiB() * MIB, most, format);
    }

    private static void mount(FileTree tree, Partition partition, long date) {
        if (partition.mount().isEmpty()) {
            return;
        }
        String path = partition.mount().get();
        // systemd-escape --path; the definition allows no other characters that would need it.
        String unit = path.substring(1).replace("-", "\\x2d").replace('/', '-') + ".mount";
        String text = """
                [Unit]
                Description=Mount the partition %s on %s
                Before=local-fs.target

                [Mount]
                What=/run/atoll/partitions/%s
                Where=%s
                Type=ext4
                Options=noatime,nodev,nosuid
                """.formatted(partition.name(), path, partition.name(), path);
        tree.mkdirs(UNITS, Metadata.root(0755, date));
        tree.put(UNITS + "/" + unit, new Node.File(Metadata.root(0644, date), Content.of(text)));
        tree.mkdirs(UNITS + "/local-fs.target.requires", Metadata.root(0755, date));
        tree.put(
                UNITS + "/local-fs.target.requires/" + unit, new Node.Symlink(Metadata.root(0777, date), "../" + unit));
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
