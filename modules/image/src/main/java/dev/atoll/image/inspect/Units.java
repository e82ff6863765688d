package dev.atoll.image.inspect;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which units of a tree start by themselves and which cannot: the links of systemd.unit(5). */
final class Units {
    private static final String CONFIG = "etc/systemd/system";
    private static final List<String> VENDOR = List.of("usr/lib/systemd/system", "lib/systemd/system");
    private static final Pattern DEPENDENCIES = Pattern.compile("(.+)\\.(?:wants|requires|upholds)");
    private static final Pattern LISTEN = Pattern.compile("Listen[A-Za-z]+\\s*=\\s*(\\S.*)");

    private final FileTree tree;

    Units(FileTree tree) {
        this.tree = tree;
    }

    /** Units that others start, by name; those that the image's own links name before those of packages. */
    List<Inspection.EnabledUnit> enabled() {
        List<Inspection.EnabledUnit> enabled = new ArrayList<>(enabled(CONFIG, "image"));
        VENDOR.stream()
                .filter(this::isRealDirectory)
                .forEach(directory -> enabled.addAll(enabled(directory, "package")));
        Set<String> masked = Set.copyOf(masked());
        enabled.removeIf(unit -> masked.contains(unit.unit()));
        return enabled;
    }

    private boolean isRealDirectory(String path) {
        return tree.resolve(path).filter(path::equals).isPresent();
    }

    private List<Inspection.EnabledUnit> enabled(String directory, String by) {
        Map<String, Set<String>> wanted = new TreeMap<>();
        for (String name : tree.children(directory)) {
            var dependencies = DEPENDENCIES.matcher(name);
            String path = TreePath.join(directory, name);
            if (dependencies.matches()) {
                for (String unit : tree.children(path)) {
                    if (!isMask(TreePath.join(path, unit))) {
                        wanted.computeIfAbsent(unit, it -> new TreeSet<>()).add(dependencies.group(1));
                    }
                }
            } else if (by.equals("image") && tree.get(path).orElse(null) instanceof Node.Symlink && !isMask(path)) {
                wanted.computeIfAbsent(name, it -> new TreeSet<>());
            }
        }
        return wanted.entrySet().stream()
                .map(entry -> new Inspection.EnabledUnit(entry.getKey(), List.copyOf(entry.getValue()), by))
                .toList();
    }

    /** Units that cannot start: links to {@code /dev/null} and empty files. */
    List<String> masked() {
        TreeSet<String> masked = new TreeSet<>();
        for (String directory : List.of(CONFIG, VENDOR.getFirst())) {
            tree.children(directory).stream()
                    .filter(name -> isMask(TreePath.join(directory, name)))
                    .forEach(masked::add);
        }
        return List.copyOf(masked);
    }

    private boolean isMask(String path) {
        return switch (tree.get(path).orElse(null)) {
            case Node.Symlink link -> link.target().endsWith("/dev/null");
            case Node.File file -> file.content().size() == 0;
            case null -> false;
            case Node.Directory d -> false;
            case Node.Special s -> false;
        };
    }

    /** Socket units with what they listen on. */
    List<Inspection.Listener> listeners(List<Inspection.EnabledUnit> enabled) {
        Set<String> masked = Set.copyOf(masked());
        Set<String> starting = new TreeSet<>();
        enabled.forEach(unit -> starting.add(unit.unit()));
        Map<String, Inspection.Listener> listeners = new TreeMap<>();
        for (String directory : List.of(VENDOR.getFirst(), CONFIG)) {
            for (String name : tree.children(directory)) {
                if (!name.endsWith(".socket") || masked.contains(name)) {
                    continue;
                }
                Optional<String> text = TreeText.of(tree, TreePath.join(directory, name));
                List<String> addresses = text.orElse("")
                        .lines()
                        .map(line -> LISTEN.matcher(line.strip()))
                        .filter(matcher -> matcher.matches())
                        .map(matcher -> matcher.group(1))
                        .toList();
                if (!addresses.isEmpty()) {
                    listeners.put(name, new Inspection.Listener(name, starting.contains(name), addresses));
                }
            }
        }
        return List.copyOf(listeners.values());
    }
}
