package dev.atoll.image.inspect;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Texts of a tree that somebody else made. */
final class TreeText {
    /** Files of settings are far smaller; what is larger is none. */
    private static final int LARGEST = 4 << 20;

    private TreeText() {}

    /** The text of a file, links followed; empty if there is none or it is too large to be one. */
    static Optional<String> of(FileTree tree, String path) {
        return tree.resolve(path)
                .flatMap(tree::get)
                .map(node -> node instanceof Node.File file && file.content().size() <= LARGEST ? file : null)
                .map(file -> new String(file.content().bytes(), StandardCharsets.UTF_8));
    }

    /** The lines of a file that are no comments; none if there is no file. */
    static List<String> lines(FileTree tree, String path) {
        return of(tree, path)
                .orElse("")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** Assignments as os-release(5) has them, quotes taken off; the last of a name counts. */
    static Map<String, String> assignments(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        text.lines().map(String::strip).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                values.put(line.substring(0, equals), unquote(line.substring(equals + 1)));
            }
        });
        return values;
    }

    private static String unquote(String value) {
        boolean quoted = value.length() > 1
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
