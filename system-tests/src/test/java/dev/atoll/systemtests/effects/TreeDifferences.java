package dev.atoll.systemtests.effects;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.store.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Compares paths of two trees: kinds, owners, modes, targets and contents; times and extended attributes are not. */
final class TreeDifferences {
    private TreeDifferences() {}

    /** One line a difference, for the paths that a rule selects. */
    static List<String> of(FileTree ours, FileTree theirs, Predicate<String> selected) {
        Set<String> paths = new TreeSet<>(Comparator.naturalOrder());
        paths.addAll(ours.nodes().keySet());
        paths.addAll(theirs.nodes().keySet());
        List<String> differences = new ArrayList<>();
        for (String path : paths) {
            if (selected.test(path)) {
                String expected = describe(theirs, path);
                String found = describe(ours, path);
                if (!expected.equals(found)) {
                    differences.add("/" + path + ": the tool made " + expected + ", Atoll " + found);
                }
            }
        }
        return differences;
    }

    private static String describe(FileTree tree, String path) {
        return tree.get(path)
                .map(node -> {
                    String inode = "%o %d:%d "
                            .formatted(
                                    node.metadata().mode(),
                                    node.metadata().uid(),
                                    node.metadata().gid());
                    return switch (node) {
                        case Node.Directory d -> inode + "directory";
                        case Node.Symlink link -> "link to " + link.target();
                        case Node.Special s -> inode + "device";
                        case Node.File file ->
                            inode + "file of " + file.content().size() + " bytes, "
                                    + Digest.of(file.content().bytes()).hex().substring(0, 16);
                    };
                })
                .orElse("nothing");
    }
}
