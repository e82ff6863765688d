package dev.atoll.image.preset;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.document.Problem;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes and removes the links in {@code etc/systemd} that enable units. */
final class Enablement {
    private static final int MAX_OTHERS = 1000;

    private final FileTree tree;
    private final UnitFiles units;
    private final long mtime;

    Enablement(FileTree tree, UnitFiles units, long mtime) {
        this.tree = tree;
        this.units = units;
        this.mtime = mtime;
    }

    /** Removes links named like the units or leading to them, also those of units they name in {@code Also=}. */
    void disable(Collection<UnitName> names) {
        Set<String> marked = new TreeSet<>();
        Deque<UnitName> waiting = new ArrayDeque<>(names);
        Set<UnitName> seen = new LinkedHashSet<>();
        while (!waiting.isEmpty()) {
            UnitName name = waiting.removeFirst();
            if (!seen.add(name)) {
                continue;
            }
            checkNumber(seen.size() - names.size(), name);
            switch (units.find(name)) {
                case UnitFiles.Unit unit -> {
                    marked.add(name.toString());
                    also(name, units.install(name, unit)).forEach(waiting::addLast);
                }
                case UnitFiles.Alias alias -> waiting.addLast(alias.target());
                case UnitFiles.Masked m -> {}
                case UnitFiles.Absent a -> marked.add(name.toString());
            }
        }
        for (String path : List.copyOf(tree.below(units.config()).keySet())) {
            if (tree.get(path).orElse(null) instanceof Node.Symlink link && leadsTo(marked, path, link)) {
                tree.remove(path);
                removeEmpty(TreePath.parent(path));
            }
        }
    }

    private boolean leadsTo(Set<String> marked, String path, Node.Symlink link) {
        Optional<UnitName> name = UnitName.parse(TreePath.name(path));
        if (name.isEmpty()) {
            return false;
        }
        boolean named = marked.contains(name.get().toString())
                || (!name.get().isPlain()
                        && marked.contains(name.get().template().toString()));
        String target = tree.resolve(path).orElseGet(() -> units.target(path, link.target()));
        return named || marked.contains(TreePath.name(target));
    }

    private void removeEmpty(String directory) {
        if (!directory.equals(units.config()) && tree.children(directory).isEmpty()) {
            tree.remove(directory);
            removeEmpty(TreePath.parent(directory));
        }
    }

    /** Makes the links of units and of those that they name in {@code Also=}. */
    void enable(Collection<UnitName> names) {
        Deque<UnitName> waiting = new ArrayDeque<>(names);
        Set<UnitName> seen = new LinkedHashSet<>();
        while (!waiting.isEmpty()) {
            UnitName name = waiting.removeFirst();
            if (!seen.add(name)) {
                continue;
            }
            checkNumber(seen.size() - names.size(), name);
            switch (units.find(name)) {
                case UnitFiles.Unit unit -> {
                    InstallSection install = units.install(name, unit);
                    also(name, install).forEach(waiting::addLast);
                    enable(name, "/" + unit.path(), install);
                }
                case UnitFiles.Alias alias -> waiting.addLast(alias.target());
                case UnitFiles.Masked m -> {}
                case UnitFiles.Absent a -> {}
            }
        }
    }

    /** Instances may name ever new instances of themselves. */
    private static void checkNumber(int others, UnitName last) {
        if (others > MAX_OTHERS) {
            throw new PresetException(List.of(Problem.of(
                    "endless-also",
                    "the Also= lines of units name more than " + MAX_OTHERS + " others, the last is " + last,
                    "correct the template " + last.template() + ", or leave out its package")));
        }
    }

    private static List<UnitName> also(UnitName name, InstallSection install) {
        Specifiers specifiers = Specifiers.of(name, install);
        return install.also().stream()
                .flatMap(text -> specifiers.expand(text).flatMap(UnitName::parse).stream())
                .toList();
    }

    private void enable(UnitName name, String path, InstallSection install) {
        Specifiers specifiers = Specifiers.of(name, install);
        for (String text : install.aliases()) {
            specifiers.expand(text).flatMap(UnitName::parse).ifPresent(alias -> alias(name, path, alias));
        }
        wants(path, specifiers, install.wantedBy(), ".wants");
        wants(path, specifiers, install.requiredBy(), ".requires");
        wants(path, specifiers, install.upheldBy(), ".upholds");
    }

    private void alias(UnitName name, String path, UnitName alias) {
        UnitName full = alias.isTemplate() && name.isInstance()
                ? alias.with(name.instance().orElse(""))
                : alias;
        String link = TreePath.join(units.config(), full.toString());
        if (!full.equals(name) && full.mayStandFor(name)) {
            // An alias that stands already, and leads somewhere, stays.
            link(link, path, tree.resolve(link).isEmpty());
        }
    }

    private void wants(String path, Specifiers specifiers, List<String> targets, String suffix) {
        UnitName wanted = specifiers.name();
        if (!wanted.equals(specifiers.unit()) && units.find(wanted) instanceof UnitFiles.Masked) {
            return;
        }
        for (String text : targets) {
            Optional<UnitName> target = specifiers.expand(text).flatMap(UnitName::parse);
            // A template without an instance takes that of the unit which wants it.
            if (target.isPresent() && !(wanted.isTemplate() && target.get().isPlain())) {
                link(TreePath.join(units.config(), target.get() + suffix + "/" + wanted), path, true);
            }
        }
    }

    private void link(String at, String path, boolean replace) {
        Optional<Node> old = tree.get(at);
        if (old.isPresent() && (!(old.get() instanceof Node.Symlink) || !replace || sameUnit(at, path))) {
            return;
        }
        tree.mkdirs(TreePath.parent(at), Metadata.root(0755, mtime));
        tree.put(at, new Node.Symlink(Metadata.root(0777, mtime), path));
    }

    private boolean sameUnit(String link, String path) {
        Optional<String> target = tree.resolve(link);
        return target.isPresent() && target.equals(tree.resolve(path));
    }
}
