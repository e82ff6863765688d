package dev.atoll.image.effect;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes {@code /etc/shells}, the list of login shells, as {@code update-shells} and {@code add-shell} of debianutils 5 do:
 * what packages list in {@code /usr/share/debianutils/shells.d}, each also by its path without links.
 */
public final class Shells {
    private static final String FILE = "etc/shells";
    private static final String TEMPLATE = "usr/share/debianutils/shells";

    private Shells() {}

    /**
     * Writes the list unless the tree has one, or nothing would be in it.
     *
     * @param added absolute paths of shells that packages' scripts add
     * @param date modification time of the file, seconds since 1970
     */
    public static void apply(FileTree tree, List<String> added, long date) {
        List<String> template = lines(tree, TEMPLATE);
        Stream<String> listed =
                tree.children(TEMPLATE + ".d").stream().flatMap(name -> lines(tree, TEMPLATE + ".d/" + name).stream());
        Set<String> shells = new LinkedHashSet<>();
        Stream.of(template.stream(), listed, added.stream())
                .flatMap(lines -> lines)
                .map(line -> line.replaceFirst("#.*", ""))
                .filter(line -> !line.isEmpty())
                .forEach(shell -> shells.addAll(List.of(shell, withoutLinks(tree, shell))));
        if (tree.contains(FILE) || shells.isEmpty()) {
            return;
        }
        List<String> text = new ArrayList<>(template);
        shells.stream().filter(shell -> !template.contains(shell)).forEach(text::add);
        tree.mkdirs("etc", Metadata.root(0755, date));
        tree.put(FILE, new Node.File(Metadata.root(0644, date), Content.of(String.join("\n", text) + "\n")));
    }

    private static String withoutLinks(FileTree tree, String shell) {
        String directory = TreePath.parent(TreePath.of(shell));
        return "/" + TreePath.join(tree.resolve(directory).orElse(directory), TreePath.name(shell));
    }

    private static List<String> lines(FileTree tree, String path) {
        return tree.resolve(path).flatMap(tree::get).orElse(null) instanceof Node.File file
                ? new String(file.content().bytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList()
                : List.of();
    }
}
