package dev.atoll.disk.tree;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A file system in memory: nodes by path (see {@link TreePath}), always with a root and without orphans. Not thread
 * safe.
 */
public final class FileTree {
    private static final int MAX_LINKS = 40;

    private final TreeMap<String, Node> nodes = new TreeMap<>(TreePath.ORDER);

    public FileTree(Metadata root) {
        nodes.put("", new Node.Directory(root));
    }

    /** Every node by path, parents first; a live, read-only view. */
    public NavigableMap<String, Node> nodes() {
        return Collections.unmodifiableNavigableMap(nodes);
    }

    public Optional<Node> get(String path) {
        return Optional.ofNullable(nodes.get(path));
    }

    public boolean contains(String path) {
        return nodes.containsKey(path);
    }

    /** The node and everything below it by path; a live, read-only view. */
    public NavigableMap<String, Node> below(String directory) {
        if (directory.isEmpty()) {
            return nodes();
        }
        // NUL ranks after '/' and before all else, so it ends the run of the directory.
        return Collections.unmodifiableNavigableMap(nodes.subMap(directory, true, directory + "\0", false));
    }

    /** Names of the direct children of a directory, in order. */
    public List<String> children(String directory) {
        List<String> names = new ArrayList<>();
        String prefix = directory.isEmpty() ? "" : directory + "/";
        String at = nodes.higherKey(directory);
        while (at != null && at.startsWith(prefix)) {
            names.add(at.substring(prefix.length()));
            // NUL ranks after '/' and before all else: this ends the run of one child.
            at = nodes.higherKey(at + "\0");
        }
        return names;
    }

    /**
     * Puts a node at a path, replacing one of the same path; a directory may not replace or be replaced by another kind
     * while it has entries.
     *
     * @throws IllegalArgumentException if the parent is no directory of this tree or entries would be orphaned
     */
    public void put(String path, Node node) {
        if (!path.equals(TreePath.of(path))) {
            throw new IllegalArgumentException("not a tree path: " + path);
        }
        if (!path.isEmpty() && !(nodes.get(TreePath.parent(path)) instanceof Node.Directory)) {
            throw new IllegalArgumentException("parent of " + path + " is not a directory");
        }
        if (!(node instanceof Node.Directory) && (path.isEmpty() || below(path).size() > 1)) {
            throw new IllegalArgumentException(path + " is a directory with entries");
        }
        nodes.put(path, node);
    }

    /** Makes the directory and its missing parents with the given metadata; existing ones stay as they are. */
    public void mkdirs(String path, Metadata metadata) {
        if (!nodes.containsKey(path)) {
            mkdirs(TreePath.parent(path), metadata);
            put(path, new Node.Directory(metadata));
        }
    }

    /** Removes a node and everything below it; nothing happens if it is not there. */
    public void remove(String path) {
        if (path.isEmpty()) {
            throw new IllegalArgumentException("the root cannot be removed");
        }
        nodes.subMap(path, true, path + "\0", false).clear();
    }

    /**
     * Changes the metadata of an inode at all its paths.
     *
     * @throws IllegalArgumentException if there is no such path
     */
    public void change(String path, UnaryOperator<Metadata> change) {
        Node old = nodes.get(path);
        if (old == null) {
            throw new IllegalArgumentException("no such path: " + path);
        }
        Node changed = old.with(change.apply(old.metadata()));
        if (old instanceof Node.File file) {
            nodes.replaceAll((p, node) -> node instanceof Node.File other && other == file ? changed : node);
        } else {
            nodes.put(path, changed);
        }
    }

    /**
     * Follows symbolic links as the kernel would with this tree as root, the last component too.
     *
     * @return the path of the node reached; empty if it does not exist or the links loop
     */
    public Optional<String> resolve(String path) {
        return resolve("", path, 0);
    }

    private Optional<String> resolve(String from, String rest, int links) {
        String at = rest.startsWith("/") ? "" : from;
        String[] parts = rest.split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")) {
                at = TreePath.parent(at);
                continue;
            }
            String next = TreePath.join(at, part);
            switch (nodes.get(next)) {
                case null -> {
                    return Optional.empty();
                }
                case Node.Symlink link -> {
                    if (links >= MAX_LINKS) {
                        return Optional.empty();
                    }
                    Optional<String> target = resolve(at, link.target(), links + 1);
                    if (target.isEmpty()) {
                        return target;
                    }
                    next = target.get();
                }
                case Node.Directory d -> {}
                case Node.File f -> {}
                case Node.Special s -> {}
            }
            at = next;
        }
        return Optional.of(at);
    }
}
