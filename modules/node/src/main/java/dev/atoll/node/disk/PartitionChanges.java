package dev.atoll.node.disk;

import dev.atoll.document.Documents;
import dev.atoll.node.config.DataDisk;
import dev.atoll.node.config.DataDisk.DataPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** What a change of a configuration asks of partitions that are there already: they are never changed. */
public final class PartitionChanges {
    private PartitionChanges() {}

    /**
     * Finds what cannot be.
     *
     * @param old what the node has
     * @param now what it is to have
     * @param isThere whether a disk has a partition with a label
     * @return why, for people; empty if nothing stands against it
     */
    public static List<String> refused(List<DataDisk> old, List<DataDisk> now, BiPredicate<DataDisk, String> isThere) {
        List<String> refused = new ArrayList<>();
        for (DataDisk disk : now) {
            for (DataPartition partition : disk.partitions()) {
                find(old, partition.name())
                        .flatMap(it -> difference(it, partition))
                        .filter(_ -> isThere.test(disk, partition.name()))
                        .ifPresent(it -> refused.add("the partition " + partition.name() + " of the disk " + disk.name()
                                + " is there, and is not changed: " + it
                                + "; hint: remove it by hand first, or give the new one another name"));
            }
        }
        return refused;
    }

    /** Wherever it was: what is on the disk now says whether it is the same. Names are unique in a configuration. */
    private static Optional<DataPartition> find(List<DataDisk> disks, String name) {
        return disks.stream()
                .flatMap(it -> it.partitions().stream())
                .filter(it -> it.name().equals(name))
                .findFirst();
    }

    private static Optional<String> difference(DataPartition old, DataPartition now) {
        List<String> differences = new ArrayList<>();
        if (old.format() != now.format()) {
            differences.add(
                    "format from " + Documents.spelling(old.format()) + " to " + Documents.spelling(now.format()));
        }
        if (!old.encrypt().equals(now.encrypt())) {
            differences.add("encrypt from " + encryption(old) + " to " + encryption(now));
        }
        if (!old.sizeMiB().equals(now.sizeMiB())) {
            differences.add("sizeMiB from " + size(old) + " to " + size(now));
        }
        return differences.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", differences));
    }

    private static String encryption(DataPartition partition) {
        return partition.encrypt().map(Documents::spelling).orElse("none");
    }

    private static String size(DataPartition partition) {
        return partition.sizeMiB().map(String::valueOf).orElse("the rest");
    }
}
