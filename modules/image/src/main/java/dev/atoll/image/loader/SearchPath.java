package dev.atoll.image.loader;

import dev.atoll.disk.elf.Machine;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The directories of {@code /etc/ld.so.conf} and what it includes, then the loader's own. */
final class SearchPath {
    private static final String CONFIGURATION = "etc/ld.so.conf";
    private static final String CAPABILITIES = "glibc-hwcaps";
    /** Files that may include each other before it is taken for a circle. */
    private static final int DEEPEST = 16;

    /**
     * A directory to index.
     *
     * @param path as the configuration writes it, absolute
     * @param real where it lies in the tree
     * @param capabilities the name below {@code glibc-hwcaps}, if it lies there
     */
    record Directory(String path, String real, Optional<String> capabilities) {}

    private final FileTree tree;
    private final Map<String, Directory> found = new LinkedHashMap<>();

    private SearchPath(FileTree tree) {
        this.tree = tree;
    }

    /** Every directory that the tree has, each once, in the order in which it was named first. */
    static List<Directory> of(FileTree tree, Machine machine) {
        SearchPath search = new SearchPath(tree);
        search.read(CONFIGURATION, 0);
        own(machine).forEach(search::add);
        return List.copyOf(search.found.values());
    }

    /** Where the loader searches without a cache, in the tree's form. */
    static Set<String> ownDirectories(FileTree tree, Machine machine) {
        Set<String> own = new HashSet<>();
        own(machine).forEach(path -> tree.resolve(path).ifPresent(own::add));
        return own;
    }

    private static List<String> own(Machine machine) {
        return List.of("/lib/" + machine.triplet(), "/usr/lib/" + machine.triplet(), "/lib", "/usr/lib");
    }

    private void read(String path, int depth) {
        if (depth > DEEPEST || !(tree.resolve(path).flatMap(tree::get).orElse(null) instanceof Node.File file)) {
            return;
        }
        for (String line : new String(file.content().bytes(), StandardCharsets.UTF_8)
                .lines()
                .toList()) {
            int comment = line.indexOf('#');
            String text = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (text.matches("include[ \t].*")) {
                for (String pattern : text.substring("include".length()).strip().split("[ \t]+", -1)) {
                    include(pattern.startsWith("/") ? pattern : "/" + TreePath.parent(path) + "/" + pattern, depth);
                }
            } else if (!text.isEmpty() && !text.matches("(?i)hwcap[ \t].*")) {
                add(text);
            }
        }
    }

    private void include(String pattern, int depth) {
        List<String> matches = List.of("");
        for (String part : pattern.split("/+", -1)) {
            if (!part.isEmpty()) {
                matches = matches.stream()
                        .flatMap(directory -> children(directory, part).stream())
                        .toList();
            }
        }
        matches.forEach(match -> read(match, depth + 1));
    }

    private List<String> children(String directory, String part) {
        String real = tree.resolve(directory).orElse(directory);
        if (!part.matches(".*[*?\\[].*")) {
            return List.of(TreePath.join(real, part));
        }
        Pattern pattern = glob(part);
        return tree.children(real).stream()
                .filter(name -> (!name.startsWith(".") || part.startsWith("."))
                        && pattern.matcher(name).matches())
                .map(name -> TreePath.join(real, name))
                .toList();
    }

    /** A component with {@code *}, {@code ?} and lists in brackets; a bracket that does not close stands for itself. */
    private static Pattern glob(String part) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            int close = c == '[' ? part.indexOf(']', i + 2) : -1;
            if (close > 0) {
                String list = part.substring(i + 1, close).replaceAll("[\\\\\\[&]", "\\\\$0");
                regex.append('[').append(list.replaceFirst("^!", "^")).append(']');
                i = close;
            } else {
                regex.append(
                        switch (c) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> Pattern.quote(Character.toString(c));
                        });
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private void add(String line) {
        int equals = line.indexOf('=');
        String path = (equals < 0 ? line : line.substring(0, equals)).strip().replaceFirst("/+$", "");
        Optional<String> real = tree.resolve(path).filter(this::isDirectory);
        if (!path.isEmpty() && real.isPresent() && !found.containsKey(real.get())) {
            found.put(real.get(), new Directory(path, real.get(), Optional.empty()));
            addCapabilities(path, real.get());
        }
    }

    private void addCapabilities(String path, String real) {
        String directory = tree.resolve(TreePath.join(real, CAPABILITIES)).orElse("");
        List<String> names = directory.isEmpty() ? List.of() : new ArrayList<>(tree.children(directory));
        for (String name : names) {
            Optional<String> below =
                    tree.resolve(TreePath.join(directory, name)).filter(this::isDirectory);
            if (below.isPresent() && !name.startsWith(".") && !name.contains(":")) {
                String full = path + "/" + CAPABILITIES + "/" + name;
                found.putIfAbsent(below.get(), new Directory(full, below.get(), Optional.of(name)));
            }
        }
    }

    private boolean isDirectory(String path) {
        return tree.get(path).orElse(null) instanceof Node.Directory;
    }
}
