package dev.atoll.cli.image;

import dev.atoll.image.plan.LockDiff;
import dev.atoll.image.plan.LockDiff.Change;
import dev.atoll.image.plan.LockDiff.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A lock's changes for people, a line each, and what they come to. */
final class LockDiffText {
    private LockDiffText() {}

    static String of(LockDiff diff, Path file, boolean check) {
        StringBuilder text = new StringBuilder();
        for (Change change : diff.changes()) {
            String line = String.format(
                    Locale.ROOT, "%-11s%-36s %-48s %s", word(change.kind()), name(change), what(change), size(change));
            text.append(line.stripTrailing()).append('\n');
        }
        List<String> counts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            long count = diff.changes().stream()
                    .filter(change -> change.kind() == kind)
                    .count();
            if (count > 0) {
                counts.add(count + " " + word(kind));
            }
        }
        String outcome = !diff.changed()
                ? "up to date"
                : (check ? "would change: " : "written: ")
                        + (counts.isEmpty() ? "the same packages for another request" : String.join(", ", counts));
        return text.append(file + ": " + diff.packages() + " packages, " + kib(diff.size()) + "; " + outcome + "\n")
                .toString();
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String name(Change change) {
        return change.name() + ":" + change.architecture();
    }

    private static String what(Change change) {
        String from = change.from().orElse("");
        String to = change.to().orElse("");
        String source = change.toSource().or(change::fromSource).orElse("");
        return switch (change.kind()) {
            case ADDED -> to + " (" + source + ")";
            case REMOVED -> from;
            case UPGRADED, DOWNGRADED -> from + " -> " + to + " (" + source + ")";
            case REPLACED -> to + ", other bytes (" + source + ")";
            case MOVED -> to + " (" + change.fromSource().orElse("") + " -> " + source + ")";
        };
    }

    private static String size(Change change) {
        long difference = change.sizeAfter() - change.sizeBefore();
        return difference == 0 ? "" : (difference > 0 ? "+" : "-") + kib(Math.abs(difference));
    }

    private static String kib(long bytes) {
        return ((bytes + 1023) >> 10) + " KiB";
    }
}
