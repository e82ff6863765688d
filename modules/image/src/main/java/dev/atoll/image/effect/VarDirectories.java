package dev.atoll.image.effect;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.layout.CompositionException;
import dev.atoll.image.layout.Placement;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves what packages ship below {@code /var} into a {@code tmpfiles.d} file, since the machine's state hides the
 * image's {@code /var}: each boot makes what is missing there. The file's name sorts last, so that packages' own lines
 * (tmpfiles.d(5)) win, as they do after an installation.
 */
public final class VarDirectories {
    private static final String OUTPUT = "usr/lib/tmpfiles.d/zz-atoll-var.conf";

    private VarDirectories() {}

    /**
     * Writes the file and empties {@code /var}.
     *
     * @param date of the file, seconds since 1970
     * @throws CompositionException if there is something else than directories and links, naming all of it
     */
    public static void apply(FileTree tree, long date) {
        StringBuilder lines = new StringBuilder("# Directories and links that packages ship below /var.\n");
        List<String> others = new ArrayList<>();
        tree.below("var").tailMap("var", false).forEach((path, node) -> {
            switch (node) {
                case Node.Directory directory -> lines.append(line(path, directory.metadata()));
                case Node.Symlink link ->
                    lines.append("L %s - - - - %s\n".formatted(quoted(path), argument(link.target())));
                case Node.File f -> others.add(path);
                case Node.Special s -> others.add(path);
            }
        });
        if (!others.isEmpty()) {
            throw new CompositionException(
                    "/var is empty on a new machine, so these files of the image would never be seen:\n  /"
                            + String.join("\n  /", others),
                    "exclude them, or make them with a file below /usr/lib/tmpfiles.d");
        }
        tree.children("var").forEach(name -> tree.remove("var/" + name));
        Node.File file = new Node.File(Metadata.root(0644, date), Content.of(lines.toString()));
        new Placement(tree, date).put(OUTPUT, file, "tmpfiles.d");
    }

    private static String line(String path, Metadata metadata) {
        return "d %s %04o %d %d -\n".formatted(quoted(path), metadata.mode(), metadata.uid(), metadata.gid());
    }

    /** A path as a field: specifiers doubled, and quoted if need be in the way that all versions of systemd read. */
    private static String quoted(String path) {
        if (path.chars().anyMatch(Character::isISOControl)) {
            throw new CompositionException(
                    "a name below /var has control characters, which tmpfiles.d cannot express: /" + path,
                    "exclude it");
        }
        String field = "/" + path.replace("%", "%%");
        return field.matches("[^ \"'\\\\]*")
                ? field
                : '"' + field.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** A link's target as an argument: specifiers doubled; what has a meaning of its own as an escaped byte. */
    private static String argument(String target) {
        if (target.equals("-")) {
            return "\\x2d";
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c == 0x7f || c == '\\') {
                line.append("\\x%02x".formatted((int) c));
            } else {
                line.append(c == '%' ? "%%" : c);
            }
        }
        return line.toString();
    }
}
