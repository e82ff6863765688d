package dev.atoll.image.disk;

import dev.atoll.image.definition.Disk;

/**
 * Where the partitions of a disk image lie: the EFI system partition, then slot A's root and its hash tree, all sizes in
 * bytes. The second slot and the state follow on the machine itself (see {@link RepartDefinitions}).
 *
 * @param esp the EFI system partition
 * @param root slot A's root
 * @param verity slot A's hash tree
 * @param minimum bytes a disk must have for both slots and the state
 */
public record DiskLayout(Range esp, Range root, Range verity, long minimum) {
    private static final long MIB = 1 << 20;
    /** Room for the partition table at either end. */
    private static final long MARGIN = MIB;

    /**
     * A run of bytes on the disk.
     *
     * @param offset first byte
     * @param size length in bytes
     */
    public record Range(long offset, long size) {
        long end() {
            return offset + size;
        }
    }

    /** The layout a definition asks for. */
    public static DiskLayout of(Disk disk) {
        Range esp = new Range(MARGIN, disk.espMiB() * MIB);
        Range root = new Range(esp.end(), disk.rootMiB() * MIB);
        Range verity = new Range(root.end(), disk.verityMiB() * MIB);
        return new DiskLayout(esp, root, verity, disk.minimumMiB() * MIB);
    }

    /** Size of the disk image, which ends after slot A. */
    public long imageSize() {
        return verity.end() + MARGIN;
    }
}
