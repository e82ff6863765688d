package dev.atoll.image.preset;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The units of a tree, by the directories that systemd searches. */
final class UnitFiles {
    /** What stands under a name. */
    sealed interface Found {}

    /** A unit file, of the name or of its template. */
    record Unit(String path) implements Found {}

    /** A link to a unit of another name. */
    record Alias(UnitName target) implements Found {}

    /** An empty file or a link to one. */
    record Masked() implements Found {}

    /** Nothing. */
    record Absent() implements Found {}

    private final FileTree tree;
    private final Scope scope;
    /** The first that has a name decides about it. */
    private final List<String> search;

    private final Set<String> masks;

    /** @param masks names that are masked beside those of the tree */
    UnitFiles(FileTree tree, Scope scope, Set<String> masks) {
        this.tree = tree;
        this.scope = scope;
        this.search = Stream.concat(Stream.of(scope.config()), scope.vendor().stream())
                .toList();
        this.masks = Set.copyOf(masks);
    }

    /** Where links that enable units go. */
    String config() {
        return scope.config();
    }

    /** Every name of a unit in a search directory, in order. */
    Set<String> names() {
        TreeSet<String> names = new TreeSet<>();
        for (String directory : search) {
            for (String name : tree.children(directory)) {
                Node node = tree.get(TreePath.join(directory, name)).orElseThrow();
                if (UnitName.parse(name).isPresent() && (node instanceof Node.File || node instanceof Node.Symlink)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    boolean exists(UnitName name) {
        return !(find(name) instanceof Absent);
    }

    /** What stands under a name, or else under its template. */
    Found find(UnitName name) {
        if (masks.contains(name.toString())) {
            return new Masked();
        }
        Found found = find(name, name.toString());
        return found instanceof Absent && name.isInstance()
                ? find(name, name.template().toString())
                : found;
    }

    private Found find(UnitName name, String file) {
        for (String directory : search) {
            String path = TreePath.join(directory, file);
            if (tree.get(path).isPresent()) {
                return at(name, path);
            }
        }
        return new Absent();
    }

    private Found at(UnitName name, String path) {
        String at = path;
        Set<String> seen = new HashSet<>();
        while (seen.add(at)) {
            Optional<Node> node = tree.get(at);
            if (node.isEmpty()) {
                return new Absent();
            }
            if (node.get() instanceof Node.File file) {
                return file.content().size() == 0 ? new Masked() : new Unit(at);
            }
            if (!(node.get() instanceof Node.Symlink link)) {
                return new Absent();
            }
            if (link.target().equals("/dev/null")) {
                return new Masked();
            }
            String target = target(at, link.target());
            if (!TreePath.name(target).equals(TreePath.name(at))) {
                return alias(name, TreePath.name(target));
            }
            at = target;
        }
        return new Absent();
    }

    private static Found alias(UnitName name, String target) {
        return UnitName.parse(target)
                .map(unit -> unit.isTemplate() && name.isInstance()
                        ? unit.with(name.instance().orElse(""))
                        : unit)
                .<Found>map(unit -> unit.equals(name) ? new Absent() : new Alias(unit))
                .orElse(new Absent());
    }

    /** The tree path that a link names, its directory resolved, itself not. */
    String target(String link, String target) {
        String directory = TreePath.parent(target);
        String from = target.startsWith("/") ? "" : TreePath.parent(link) + "/";
        return tree.resolve(from + directory)
                .map(parent -> TreePath.join(parent, TreePath.name(target)))
                .orElse("");
    }

    /** Reads a unit's file and the drop-ins for its name and its template. */
    InstallSection install(UnitName name, Unit unit) {
        InstallSection section = new InstallSection();
        section.read(text(unit.path()));
        TreeMap<String, String> dropIns = new TreeMap<>();
        TreeSet<String> directories = new TreeSet<>(Set.of(name.toString()));
        if (name.isInstance()) {
            directories.add(name.template().toString());
        }
        for (String directory : search) {
            for (String unitDirectory : directories.descendingSet()) {
                String path = directory + "/" + unitDirectory + ".d";
                tree.children(path).stream()
                        .filter(file -> file.endsWith(".conf") && !file.startsWith("."))
                        .forEach(file -> dropIns.putIfAbsent(file, path + "/" + file));
            }
        }
        dropIns.values().forEach(path -> section.read(text(path)));
        return section;
    }

    private String text(String path) {
        return tree.resolve(path).flatMap(tree::get).orElse(null) instanceof Node.File file
                ? new String(file.content().bytes(), StandardCharsets.UTF_8)
                : "";
    }
}
