package dev.atoll.node.disk;

import java.util.List;

/** What is done with a disk. */
sealed interface DiskDecision {
    /** All partitions are there. */
    record Use() implements DiskDecision {}

    /**
     * Partitions are made where there is room; nothing that is there changes.
     *
     * @param missing their labels
     */
    record Add(List<String> missing) implements DiskDecision {}

    /** The disk gets a new table; what was on it is lost. */
    record Empty() implements DiskDecision {}

    /**
     * Nothing is done.
     *
     * @param reason for people
     */
    record Refuse(String reason) implements DiskDecision {}

    /**
     * Decides.
     *
     * <p>A disk is emptied only if it carries nothing of ours: neither a table that a node made nor a partition with one of
     * the labels. Both lie on the disk. So it happens once, whatever becomes of the node's state; and another disk in the
     * place of the old one is judged by what is on it.
     *
     * @param inUse whether something on the disk is mounted, swapped to or part of a volume
     */
    static DiskDecision of(DiskRequest request, DiskContents contents, boolean inUse) {
        return switch (contents) {
            case DiskContents.Blank() -> inUse ? refuse(request, "is in use") : new Empty();
            case DiskContents.Table table -> of(request, table, inUse);
            case DiskContents.Other other -> emptyOrRefuse(request, other, inUse);
        };
    }

    private static DiskDecision of(DiskRequest request, DiskContents.Table table, boolean inUse) {
        for (String label : request.labels()) {
            long count = table.labels().stream().filter(label::equals).count();
            if (count > 1) {
                return refuse(request, "has " + count + " partitions labelled " + label);
            }
        }
        List<String> missing = request.labels().stream()
                .filter(it -> !table.labels().contains(it))
                .toList();
        if (missing.isEmpty()) {
            return new Use();
        }
        boolean ours =
                DiskMark.isOn(table.id()) || missing.size() < request.labels().size();
        // A table that holds no partition holds nothing.
        return ours || table.labels().isEmpty() ? new Add(missing) : emptyOrRefuse(request, table, inUse);
    }

    private static DiskDecision emptyOrRefuse(DiskRequest request, DiskContents contents, boolean inUse) {
        if (!request.wipe()) {
            return refuse(
                    request,
                    "has " + contents.words() + ", and is left as it is; hint: with wipe: true it is emptied, once");
        }
        return inUse ? refuse(request, "has " + contents.words() + " in use, and is not emptied") : new Empty();
    }

    private static Refuse refuse(DiskRequest request, String reason) {
        return new Refuse("the disk " + request.name() + " (" + request.device() + ") " + reason);
    }
}
