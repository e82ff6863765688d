package dev.atoll.fuzz;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Map;

/** Trees as text, to tell whether two are the same. */
public final class Trees {
    private Trees() {}

    /** All of a tree. */
    public static String whole(FileTree tree) {
        return tree.nodes().get("") + below(tree);
    }

    /** All of a tree but what its root says of itself. */
    public static String below(FileTree tree) {
        StringBuilder text = new StringBuilder();
        Map<Node, String> inodes = new IdentityHashMap<>();
        tree.nodes().forEach((path, node) -> {
            if (!path.isEmpty()) {
                text.append(path).append(' ').append(text(node, path, inodes)).append('\n');
            }
        });
        return text.toString();
    }

    /** Bytes of all contents and paths. */
    public static long size(FileTree tree) {
        long size = 0;
        for (Map.Entry<String, Node> entry : tree.nodes().entrySet()) {
            size += entry.getKey().length()
                    + (entry.getValue() instanceof Node.File file
                            ? file.content().size()
                            : 0);
        }
        return size;
    }

    private static String text(Node node, String path, Map<Node, String> inodes) {
        return switch (node) {
            case Node.File file -> {
                String first = inodes.putIfAbsent(file, path);
                yield first == null
                        ? "file " + of(file.metadata())
                                + new String(file.content().bytes(), StandardCharsets.ISO_8859_1)
                        : "the same as " + first;
            }
            case Node.Directory directory -> "directory " + of(directory.metadata());
            case Node.Symlink link -> "link " + of(link.metadata()) + link.target();
            case Node.Special it -> it.kind() + " " + it.major() + ":" + it.minor() + " " + of(it.metadata());
        };
    }

    private static String of(Metadata metadata) {
        return metadata.toString();
    }
}
