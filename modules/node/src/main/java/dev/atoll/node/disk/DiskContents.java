package dev.atoll.node.disk;

import java.util.List;
import java.util.Optional;

/** What is on a disk. */
sealed interface DiskContents {
    /** No table and no signature of anything. */
    record Blank() implements DiskContents {}

    /**
     * A GUID partition table.
     *
     * @param id the disk's GUID
     * @param labels of the partitions, empty text for one without
     */
    record Table(String id, List<String> labels) implements DiskContents {
        public Table {
            labels = List.copyOf(labels);
        }
    }

    /**
     * Something else.
     *
     * @param signatures what was recognised, as wipefs(8) names it
     */
    record Other(List<String> signatures) implements DiskContents {
        public Other {
            signatures = List.copyOf(signatures);
        }
    }

    /** The disk's GUID, if it has a table. */
    default Optional<String> guid() {
        return this instanceof Table(String id, List<String> _) ? Optional.of(id) : Optional.empty();
    }

    /** What is there, for people. */
    default String words() {
        return switch (this) {
            case Blank() -> "nothing";
            case Table(String _, List<String> labels) -> {
                List<String> named = labels.stream()
                        .map(it -> it.isEmpty() ? "one without a label" : it)
                        .toList();
                yield "a partition table with " + (named.isEmpty() ? "no partition" : String.join(", ", named));
            }
            case Other(List<String> signatures) -> String.join(", ", signatures);
        };
    }
}
