package dev.atoll.disk.gpt;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The partitions of a disk, in the order of their numbers.
 *
 * @param diskId identity of the disk
 * @param diskSize size of the whole disk in bytes, a multiple of 512
 * @param partitions at most 128, without overlap, between {@link #FIRST_USABLE} and {@link #usableEnd()}
 */
public record GptTable(UUID diskId, long diskSize, List<GptPartition> partitions) {
    /** The first byte a partition may use: after the MBR, the header and 128 entries. */
    public static final long FIRST_USABLE = GptLayout.FIRST_USABLE_SECTOR * GptLayout.SECTOR;

    public GptTable {
        partitions = List.copyOf(partitions);
        if (diskSize % GptLayout.SECTOR != 0 || diskSize < 2 * FIRST_USABLE) {
            throw new IllegalArgumentException("disk of " + diskSize + " bytes: the size must be a multiple of "
                    + GptLayout.SECTOR + " and at least " + 2 * FIRST_USABLE);
        }
        if (partitions.size() > GptLayout.ENTRIES) {
            throw new IllegalArgumentException(
                    partitions.size() + " partitions, but the table has room for " + GptLayout.ENTRIES);
        }
        checkPlaces(partitions, end(diskSize));
        checkIdentities(partitions);
    }

    /** The first byte behind the area for partitions: what follows is the backup table. */
    public long usableEnd() {
        return end(diskSize);
    }

    private static long end(long diskSize) {
        return diskSize - (GptLayout.FIRST_USABLE_SECTOR - 1) * GptLayout.SECTOR;
    }

    private static void checkPlaces(List<GptPartition> partitions, long usableEnd) {
        List<GptPartition> sorted = partitions.stream()
                .sorted(Comparator.comparingLong(GptPartition::offset))
                .toList();
        long end = FIRST_USABLE;
        String before = "the partition table";
        for (GptPartition partition : sorted) {
            if (partition.offset() < end) {
                throw new IllegalArgumentException("partition \"" + partition.name() + "\" starts at "
                        + partition.offset() + " and overlaps " + before + ", which ends at " + end);
            }
            end = partition.end();
            before = "partition \"" + partition.name() + "\"";
        }
        if (end > usableEnd) {
            throw new IllegalArgumentException(
                    before + " ends at " + end + ", but the disk has room for partitions up to " + usableEnd);
        }
    }

    private static void checkIdentities(List<GptPartition> partitions) {
        Set<UUID> ids = new HashSet<>();
        for (GptPartition partition : partitions) {
            if (!ids.add(partition.id())) {
                throw new IllegalArgumentException("two partitions have the id " + partition.id());
            }
        }
    }
}
