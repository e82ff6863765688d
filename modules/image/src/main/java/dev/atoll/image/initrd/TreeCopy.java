package dev.atoll.image.initrd;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import dev.atoll.image.layout.Placement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Copies paths of one tree into another so that they work there: with what is below them, and with the links on the way
 * and what those point to. Not thread safe.
 */
final class TreeCopy {
    private static final int MAX_LINKS = 40;
    /** What is below these exists only on a running system. */
    private static final Set<String> RUNTIME = Set.of("dev", "proc", "run", "sys");

    private final FileTree from;
    private final FileTree to;
    private final Placement placement;
    private final Set<String> done = new HashSet<>();
    private int links;

    TreeCopy(FileTree from, FileTree to, long date) {
        this.from = from;
        this.to = to;
        this.placement = new Placement(to, date);
    }

    /**
     * Copies a path.
     *
     * @return whether it and all that it links to is there
     */
    boolean copy(String path) {
        links = 0;
        Optional<String> real = follow("", path);
        return real.isPresent() && (!from.contains(real.get()) || copyReal(real.get()));
    }

    private boolean copyReal(String path) {
        if (!done.add(path)) {
            return true;
        }
        if (!(from.get(path).orElseThrow() instanceof Node.Directory)) {
            copyNode(path);
            return true;
        }
        placement.directory(path, "the initrd");
        boolean whole = true;
        for (String name : from.children(path)) {
            whole &= copy(TreePath.join(path, name));
        }
        return whole;
    }

    /** Resolves a path as {@link FileTree#resolve} does, and places the links that it meets. */
    private Optional<String> follow(String directory, String rest) {
        String at = rest.startsWith("/") ? "" : directory;
        for (String part : rest.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            String next = part.equals("..") ? TreePath.parent(at) : TreePath.join(at, part);
            if (from.get(next).orElse(null) instanceof Node.Symlink link && links++ < MAX_LINKS) {
                copyNode(next);
                Optional<String> target = follow(at, link.target());
                if (target.isEmpty()) {
                    return target;
                }
                next = target.get();
            }
            at = next;
            Optional<Node> node = from.get(at);
            if (node.isEmpty() ? !isRuntime(at) : node.get() instanceof Node.Symlink) {
                return Optional.empty();
            }
        }
        return Optional.of(at);
    }

    /** Copies what stands at a path; of a link nothing more. */
    void copyNode(String path) {
        if (!to.contains(path)) {
            placement.put(path, from.get(path).orElseThrow(), "the initrd");
        }
    }

    private static boolean isRuntime(String path) {
        return RUNTIME.stream().anyMatch(top -> TreePath.isWithin(path, top));
    }
}
