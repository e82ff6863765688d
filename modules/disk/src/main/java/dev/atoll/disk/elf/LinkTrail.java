package dev.atoll.disk.elf;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The way from a path to the regular file it names.
 *
 * @param file the tree path reached
 * @param links tree paths of the symbolic links on the way, in order
 */
record LinkTrail(String file, List<String> links) {
    private static final int MAX_LINKS = 40;

    LinkTrail {
        links = List.copyOf(links);
    }

    /** Walks a path as the kernel would with the tree as root; empty if no regular file is reached. */
    static Optional<LinkTrail> walk(FileTree tree, String path) {
        Deque<String> rest = new ArrayDeque<>(List.of(path.split("/", -1)));
        List<String> links = new ArrayList<>();
        String at = "";
        while (!rest.isEmpty()) {
            String part = rest.removeFirst();
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            if (part.equals("..")) {
                at = TreePath.parent(at);
                continue;
            }
            String next = TreePath.join(at, part);
            Optional<Node> node = tree.get(next);
            if (node.isEmpty()) {
                return Optional.empty();
            }
            if (node.get() instanceof Node.Symlink link) {
                links.add(next);
                if (links.size() > MAX_LINKS) {
                    return Optional.empty();
                }
                List.of(link.target().split("/", -1)).reversed().forEach(rest::addFirst);
                at = link.target().startsWith("/") ? "" : at;
            } else {
                at = next;
            }
        }
        return tree.get(at).orElse(null) instanceof Node.File
                ? Optional.of(new LinkTrail(at, links))
                : Optional.empty();
    }
}
