package dev.atoll.image.inspect;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What differs between two images.
 *
 * @param difference version of this schema: 1
 * @param packages by name
 * @param files of the root, by path; a directory whose time alone differs is none
 * @param enabled units that start by themselves
 * @param masked units that cannot start
 * @param users accounts
 * @param setId files that change who runs them, or have capabilities
 * @param commandLine arguments of the kernel, the root hash left out
 */
public record ImageDifference(
        int difference,
        List<Change> packages,
        List<Change> files,
        List<Change> enabled,
        List<Change> masked,
        List<Change> users,
        List<Change> setId,
        List<Change> commandLine) {
    private static final int BUFFER = 1 << 16;

    public ImageDifference {
        packages = List.copyOf(packages);
        files = List.copyOf(files);
        enabled = List.copyOf(enabled);
        masked = List.copyOf(masked);
        users = List.copyOf(users);
        setId = List.copyOf(setId);
        commandLine = List.copyOf(commandLine);
    }

    /** Something that is in both and differs, or in one only. */
    public record Change(String name, Optional<String> before, Optional<String> after) {}

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return Stream.of(packages, files, enabled, masked, users, setId, commandLine)
                .allMatch(List::isEmpty);
    }

    /**
     * Compares two images.
     *
     * @throws InspectException if one is no image, or has no root file system that can be read
     */
    public static ImageDifference between(OpenedImage before, OpenedImage after) {
        FileTree oldTree = before.requireRoot().tree();
        FileTree newTree = after.requireRoot().tree();
        Inspection oldFacts = Inspector.inspect(before, false);
        Inspection newFacts = Inspector.inspect(after, false);
        Inspection.Root oldRoot = oldFacts.root().orElseThrow();
        Inspection.Root newRoot = newFacts.root().orElseThrow();
        return new ImageDifference(
                1,
                changes(
                        by(oldRoot.packages(), it -> it.name() + ":" + it.architecture(), it -> it.version()),
                        by(newRoot.packages(), it -> it.name() + ":" + it.architecture(), it -> it.version())),
                files(oldTree, newTree),
                changes(
                        by(oldRoot.enabled(), Inspection.EnabledUnit::unit, it -> String.join(" ", it.wantedBy())),
                        by(newRoot.enabled(), Inspection.EnabledUnit::unit, it -> String.join(" ", it.wantedBy()))),
                changes(by(oldRoot.masked(), it -> it, it -> ""), by(newRoot.masked(), it -> it, it -> "")),
                changes(
                        by(oldRoot.users(), Inspection.User::name, ImageDifference::text),
                        by(newRoot.users(), Inspection.User::name, ImageDifference::text)),
                changes(special(oldRoot), special(newRoot)),
                changes(arguments(oldFacts), arguments(newFacts)));
    }

    private static <T> Map<String, String> by(List<T> items, Function<T, String> name, Function<T, String> value) {
        Map<String, String> values = new TreeMap<>();
        items.forEach(item -> values.merge(name.apply(item), value.apply(item), (a, b) -> a + " " + b));
        return values;
    }

    private static String text(Inspection.User user) {
        return user.uid() + ":" + user.gid() + " " + user.home() + " " + user.shell() + " " + user.login();
    }

    private static Map<String, String> special(Inspection.Root root) {
        List<Inspection.SpecialFile> both = new ArrayList<>(root.setId());
        both.addAll(root.capabilities());
        return by(
                both,
                Inspection.SpecialFile::path,
                it -> (it.mode() + " " + it.uid() + ":" + it.gid() + " " + it.detail()).strip());
    }

    private static Map<String, String> arguments(Inspection facts) {
        List<String> arguments = facts.boot().stream()
                .filter(it -> it.kind().equals("uki"))
                .flatMap(it -> Arrays.stream(it.commandLine().orElse("").split("\\s+")))
                .filter(it -> !it.isEmpty() && !it.startsWith("roothash="))
                .toList();
        return by(arguments, it -> it, it -> "");
    }

    private static List<Change> changes(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .filter(name -> !Optional.ofNullable(before.get(name)).equals(Optional.ofNullable(after.get(name))))
                .map(name ->
                        new Change(name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name))))
                .toList();
    }

    private static List<Change> files(FileTree before, FileTree after) {
        TreeSet<String> paths = new TreeSet<>(TreePath.ORDER);
        paths.addAll(before.nodes().keySet());
        paths.addAll(after.nodes().keySet());
        List<Change> changes = new ArrayList<>();
        for (String path : paths) {
            Optional<Node> old = before.get(path);
            Optional<Node> now = after.get(path);
            Optional<String> oldText = old.map(ImageDifference::text);
            Optional<String> newText = now.map(ImageDifference::text);
            boolean same = oldText.equals(newText) && old.isPresent() && sameContent(old.get(), now.orElseThrow());
            if (!same) {
                changes.add(new Change("/" + path, oldText, newText));
            }
        }
        return changes;
    }

    /** What a listing shows: kind, mode, owner, size or target. */
    private static String text(Node node) {
        Metadata meta = node.metadata();
        String common = "%04o %d:%d".formatted(meta.mode(), meta.uid(), meta.gid());
        String attributes = meta.xattrs().isEmpty()
                ? ""
                : " " + String.join(",", meta.xattrs().keySet());
        return switch (node) {
            case Node.Directory d -> "directory " + common + attributes;
            case Node.File file -> "file " + common + " " + file.content().size() + " B" + attributes;
            case Node.Symlink link -> "link to " + link.target();
            case Node.Special special -> "device " + common + " " + special.major() + "," + special.minor();
        };
    }

    private static boolean sameContent(Node before, Node after) {
        return !(before instanceof Node.File old)
                || !(after instanceof Node.File now)
                || same(old.content(), now.content());
    }

    private static boolean same(Content before, Content after) {
        byte[] left = new byte[BUFFER];
        byte[] right = new byte[BUFFER];
        try (InputStream a = before.open();
                InputStream b = after.open()) {
            while (true) {
                int n = a.readNBytes(left, 0, BUFFER);
                int m = b.readNBytes(right, 0, BUFFER);
                if (n != m || !Arrays.equals(left, 0, n, right, 0, m)) {
                    return false;
                }
                if (n < BUFFER) {
                    return true;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compare files of the images", e);
        }
    }
}
