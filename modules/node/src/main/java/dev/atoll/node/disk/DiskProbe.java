package dev.atoll.node.disk;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Value;
import dev.atoll.node.linux.Command;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what is on a disk, by wipefs(8) and sfdisk(8), which read the disk itself and change nothing. */
final class DiskProbe {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** Signatures of a GUID partition table and of the record that protects it. */
    private static final Set<String> TABLE = Set.of("gpt", "PMBR");

    private DiskProbe() {}

    /** @throws dev.atoll.node.linux.CommandException if it cannot be read */
    static DiskContents of(String device) {
        List<String> signatures =
                signatures(Command.check(LIMIT, List.of("wipefs", "--noheadings", "--output", "TYPE,LABEL", device)));
        if (signatures.isEmpty()) {
            return new DiskContents.Blank();
        }
        if (!TABLE.containsAll(signatures)) {
            return new DiskContents.Other(signatures);
        }
        Command.Ended ended = Command.run(LIMIT, List.of("sfdisk", "--json", device));
        return ended.ok()
                ? table(ended.output())
                : new DiskContents.Other(List.of("a partition table that cannot be read"));
    }

    /** Each once: a table has signatures at both ends of the disk. */
    static List<String> signatures(String lines) {
        return lines.lines()
                .map(it -> it.strip().replaceAll(" +", " "))
                .filter(it -> !it.isEmpty())
                .distinct()
                .toList();
    }

    /** A table as sfdisk writes it; what does not hold one is something that is not known. */
    static DiskContents table(String json) {
        try {
            byte[] document = json.getBytes(StandardCharsets.UTF_8);
            Value root = Documents.tree("sfdisk", document).root();
            if (find(root, "partitiontable").orElse(root) instanceof Value.Mapping table
                    && text(table, "label").equals("gpt")) {
                List<String> labels = new ArrayList<>();
                if (find(table, "partitions").orElse(table) instanceof Value.Sequence partitions) {
                    partitions.items().forEach(it -> labels.add(text(it, "name")));
                }
                return new DiskContents.Table(text(table, "id"), labels);
            }
        } catch (InvalidDocumentException _) {
            // Said below.
        }
        return new DiskContents.Other(List.of("a partition table of another kind"));
    }

    private static Optional<Value> find(Value value, String key) {
        return value instanceof Value.Mapping mapping ? mapping.find(key) : Optional.empty();
    }

    private static String text(Value value, String key) {
        return find(value, key)
                .map(it -> it instanceof Value.Scalar scalar ? scalar.text() : "")
                .orElse("");
    }
}
