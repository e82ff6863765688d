package dev.atoll.image.layout;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;

/**
 * Puts nodes into a tree where a running system would: links to directories on the way are followed, missing
 * directories are made, owned by root with mode 0755. Paths are in the tree's form. Not thread safe.
 */
public final class Placement {
    private final FileTree tree;
    private final Metadata directory;

    /**
     * Places into a tree.
     *
     * @param date modification time of directories that are made, seconds since 1970
     */
    public Placement(FileTree tree, long date) {
        this.tree = tree;
        this.directory = Metadata.root(0755, date);
    }

    /**
     * Puts a node; a file, link or empty directory of the same path is replaced, and a link there is not followed.
     *
     * @param by what asks for it, for messages
     * @return the path without links on the way
     * @throws CompositionException if a directory with entries is there, or something on the way is no directory
     */
    public String put(String path, Node node, String by) {
        String real = locate(path, by);
        boolean replacesTree = tree.get(real).orElse(null) instanceof Node.Directory
                && (real.isEmpty() || !tree.children(real).isEmpty());
        if (replacesTree && !(node instanceof Node.Directory)) {
            throw new CompositionException(
                    by + " puts a file or link at /" + real + ", which is a directory with entries",
                    "choose another path, or list the directory under remove: in the definition");
        }
        tree.put(real, node);
        return real;
    }

    /**
     * Where a path lies once links on the way are followed; its directory is made if it is missing.
     *
     * @throws CompositionException as {@link #directory}
     */
    public String locate(String path, String by) {
        return path.isEmpty() ? "" : TreePath.join(directory(TreePath.parent(path), by), TreePath.name(path));
    }

    /**
     * Where a directory lies once links are followed, the last too; made if it is missing.
     *
     * @throws CompositionException if it or something on the way is a file, or a link to none
     */
    public String directory(String path, String by) {
        if (path.isEmpty()) {
            return "";
        }
        String at = locate(path, by);
        if (!tree.contains(at)) {
            tree.put(at, new Node.Directory(directory));
            return at;
        }
        String real = tree.resolve(at).orElse(at);
        if (!(tree.get(real).orElse(null) instanceof Node.Directory)) {
            throw new CompositionException(
                    by + " needs the directory /" + path + ", but /" + at + " is a file or a link to no directory",
                    "leave out what brings /" + at + ", or choose another path");
        }
        return real;
    }
}
