package dev.atoll.image.effect;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves what packages ship below {@code /var} into a {@code tmpfiles.d} file, since the machine's state hides the
 * image's {@code /var}: each boot makes what is missing there.
 */
public final class VarDirectories {
    private static final String OUTPUT = "usr/lib/tmpfiles.d/00-atoll-var.conf";

    private VarDirectories() {}

    /**
     * Writes the file and empties {@code /var}.
     *
     * @throws IllegalStateException if a package ships something else than directories and links there
     */
    public static void apply(FileTree tree, long date) {
        StringBuilder lines = new StringBuilder("# Directories and links that packages ship below /var.\n");
        List<String> entries = new ArrayList<>(tree.below("var").keySet());
        for (String path : entries.subList(1, entries.size())) {
            Node node = tree.get(path).orElseThrow();
            switch (node) {
                case Node.Directory d ->
                    lines.append("d /%s 0%o %d %d -\n"
                            .formatted(
                                    path,
                                    d.metadata().mode(),
                                    d.metadata().uid(),
                                    d.metadata().gid()));
                case Node.Symlink l -> lines.append("L /%s - - - - %s\n".formatted(path, l.target()));
                case Node.File f -> throw unexpected(path);
                case Node.Special s -> throw unexpected(path);
            }
        }
        tree.children("var").forEach(name -> tree.remove("var/" + name));
        tree.put(OUTPUT, new Node.File(Metadata.root(0644, date), Content.of(lines.toString())));
    }

    private static IllegalStateException unexpected(String path) {
        return new IllegalStateException("/" + path
                + " is no directory, and /var is empty on a new machine; exclude it or make it with tmpfiles.d");
    }
}
