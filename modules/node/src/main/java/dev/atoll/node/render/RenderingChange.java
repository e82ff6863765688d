package dev.atoll.node.render;

import dev.atoll.document.Documents;
import dev.atoll.node.config.Group;
import dev.atoll.node.config.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One thing that differs between two renderings.
 *
 * @param kind what it is
 * @param name of it: a path, an account, a unit
 * @param before what it was, in one line; empty if it is new
 * @param after what it is, in one line; empty if it is gone
 * @param diff lines of a unified diff, where text differs
 */
public record RenderingChange(
        Kind kind, String name, Optional<String> before, Optional<String> after, List<String> diff) {
    public RenderingChange {
        diff = List.copyOf(diff);
    }

    /** What can differ. */
    public enum Kind {
        /** A file, directory or link. */
        PATH,
        /** A group. */
        GROUP,
        /** A user. */
        USER,
        /** Whether a unit is enabled. */
        UNIT
    }

    /** All that differs, paths first, each kind by name. */
    public static List<RenderingChange> between(Rendering before, Rendering after) {
        List<RenderingChange> changes = new ArrayList<>();
        for (String path : union(before.entries(), after.entries())) {
            Optional<Entry> old = Optional.ofNullable(before.entries().get(path));
            Optional<Entry> now = Optional.ofNullable(after.entries().get(path));
            if (!old.map(RenderingChange::withoutOrigin).equals(now.map(RenderingChange::withoutOrigin))) {
                List<String> diff = TextDiff.unified(path, text(old), path, text(now));
                changes.add(new RenderingChange(
                        Kind.PATH, path, old.map(RenderingChange::line), now.map(RenderingChange::line), diff));
            }
        }
        compare(Kind.GROUP, byName(before.groups(), Group::name), byName(after.groups(), Group::name), changes);
        compare(Kind.USER, byName(before.users(), User::name), byName(after.users(), User::name), changes);
        compare(Kind.UNIT, states(before), states(after), changes);
        return changes;
    }

    private static void compare(
            Kind kind,
            SortedMap<String, String> before,
            SortedMap<String, String> after,
            List<RenderingChange> changes) {
        for (String name : union(before, after)) {
            Optional<String> old = Optional.ofNullable(before.get(name));
            Optional<String> now = Optional.ofNullable(after.get(name));
            if (!old.equals(now)) {
                changes.add(new RenderingChange(kind, name, old, now, List.of()));
            }
        }
    }

    private static <R extends Record> SortedMap<String, String> byName(List<R> records, Function<R, String> name) {
        return records.stream()
                .collect(Collectors.toMap(
                        name,
                        it -> Documents.writeBriefJson(it)
                                .replaceAll("\\s*\n\\s*", " ")
                                .strip(),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static SortedMap<String, String> states(Rendering rendering) {
        TreeMap<String, String> states = new TreeMap<>();
        rendering.units().forEach((name, state) -> states.put(name, Documents.spelling(state)));
        return states;
    }

    private static TreeSet<String> union(Map<String, ?> one, Map<String, ?> other) {
        TreeSet<String> all = new TreeSet<>(one.keySet());
        all.addAll(other.keySet());
        return all;
    }

    private static Entry withoutOrigin(Entry entry) {
        return new Entry(entry.content(), entry.mode(), entry.owner(), entry.group(), "");
    }

    private static String line(Entry entry) {
        String what = switch (entry.content()) {
            case EntryContent.Text _ -> "file";
            case EntryContent.Appended _ -> "lines behind the image's";
            case EntryContent.Fetched fetched -> "file of sha256 " + fetched.sha256();
            case EntryContent.Directory _ -> "directory";
            case EntryContent.Link link -> "link to " + link.target();
        };
        return entry.content() instanceof EntryContent.Link
                ? what
                : what + " " + "%04o".formatted(entry.mode()) + " " + entry.owner() + ":" + entry.group();
    }

    private static String text(Optional<Entry> entry) {
        return switch (entry.map(Entry::content).orElse(null)) {
            case EntryContent.Text(String text) -> text;
            case EntryContent.Appended(String text) -> text;
            case null, default -> "";
        };
    }
}
