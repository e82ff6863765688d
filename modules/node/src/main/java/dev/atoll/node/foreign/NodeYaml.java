package dev.atoll.node.foreign;

import dev.atoll.document.Documents;
import dev.atoll.document.Place;
import dev.atoll.document.Shown;
import dev.atoll.document.Value;
import dev.atoll.node.config.NodeConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Writes node configurations as YAML 1.2 that reads back to equal ones: block style, two spaces, keys in the order of the
 * records, keys with their default left out, texts of several lines as literal scalars (section 8.1.2 of the
 * specification), all else plain or in double quotes. The same text for equal configurations.
 */
public final class NodeYaml {
    /** Plain scalars that every reader takes for text; numbers and words for other kinds are not among them. */
    private static final Pattern PLAIN =
            Pattern.compile("(?:[A-Za-z/][A-Za-z0-9_./@+=~^-]*|(?:[0-9]{1,3}\\.){3}[0-9]{1,3}(?:/[0-9]{1,2})?)"
                    + "(?: ?[A-Za-z0-9_./@+=~^()-]+|:[A-Za-z0-9_./@+=~^-]+)*");

    /** Longer ones are quoted, since patterns with groups need stack for each turn. */
    private static final int LONGEST_PLAIN = 2000;

    private static final Pattern KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");
    private static final Set<String> WORDS =
            Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null", "infinity", "nan");

    private final StringBuilder out = new StringBuilder();
    private final TreeMap<Integer, String> paths = new TreeMap<>();
    private final Function<String, Optional<String>> comments;

    private NodeYaml(Function<String, Optional<String>> comments) {
        this.comments = comments;
    }

    /**
     * What was written.
     *
     * @param text of the document
     * @param paths of its values, by offset
     */
    record Written(String text, TreeMap<Integer, String> paths) {
        /** The paths of the values at places of the text, or of the nearest ones before them. */
        List<Optional<String>> at(List<Place> places) {
            List<Integer> lines = new ArrayList<>(List.of(0));
            for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
                lines.add(end + 1);
            }
            return places.stream()
                    .map(place -> paths.floorEntry(offset(lines.get(place.line() - 1), place.column() - 1)))
                    .map(found -> Optional.ofNullable(found).map(Map.Entry::getValue))
                    .toList();
        }

        private int offset(int start, int codePoints) {
            int offset = start;
            for (int i = 0; i < codePoints && offset < text.length(); i++) {
                offset += Character.charCount(text.codePointAt(offset));
            }
            return offset;
        }
    }

    /** The configuration as YAML. */
    public static String write(NodeConfig config) {
        return write(Documents.tree(config), path -> Optional.empty()).text();
    }

    /** A configuration that is a tree, valid or not. */
    public static String write(Value.Mapping root) {
        return write(root, path -> Optional.empty()).text();
    }

    /**
     * Writes a tree.
     *
     * @param comments what to say in front of an item of a list, by its path; one line each
     */
    static Written write(Value.Mapping root, Function<String, Optional<String>> comments) {
        NodeYaml yaml = new NodeYaml(comments);
        yaml.mapping(root, "", 0, false);
        return new Written(yaml.out.toString(), yaml.paths);
    }

    private void mapping(Value.Mapping mapping, String path, int indent, boolean started) {
        boolean inline = started;
        for (Value.Entry entry : mapping.entries()) {
            if (!inline) {
                out.repeat(' ', indent);
            }
            inline = false;
            paths.putIfAbsent(out.length(), path);
            out.append(KEY.matcher(entry.key()).matches() && !isWord(entry.key()) ? entry.key() : quoted(entry.key()))
                    .append(':');
            nested(entry.value(), path.isEmpty() ? entry.key() : path + "." + entry.key(), indent);
        }
    }

    /** The value of a key. */
    private void nested(Value value, String path, int indent) {
        switch (value) {
            case Value.Mapping(List<Value.Entry> entries, Place _, long _) when entries.isEmpty() -> plain(path, "{}");
            case Value.Sequence(List<Value> items, Place _, long _) when items.isEmpty() -> plain(path, "[]");
            case Value.Mapping mapping -> {
                out.append('\n');
                mapping(mapping, path, indent + 2, false);
            }
            case Value.Sequence list -> {
                out.append('\n');
                sequence(list, path, indent + 2);
            }
            case Value.Scalar scalar -> {
                out.append(' ');
                scalar(scalar, path, indent + 2);
            }
        }
    }

    private void plain(String path, String text) {
        out.append(' ');
        paths.put(out.length(), path);
        out.append(text).append('\n');
    }

    private void sequence(Value.Sequence list, String path, int indent) {
        for (int i = 0; i < list.items().size(); i++) {
            String at = path + "[" + i + "]";
            comments.apply(at)
                    .ifPresent(comment -> out.repeat(' ', indent)
                            .append("# ")
                            .append(Shown.oneLine(comment))
                            .append('\n'));
            out.repeat(' ', indent);
            paths.putIfAbsent(out.length(), i == 0 ? path : at);
            out.append("- ");
            switch (list.items().get(i)) {
                case Value.Mapping mapping when !mapping.entries().isEmpty() -> mapping(mapping, at, indent + 2, true);
                case Value.Scalar scalar -> scalar(scalar, at, indent + 2);
                default -> throw new IllegalStateException("no list of a node's configuration holds this");
            }
        }
    }

    private void scalar(Value.Scalar scalar, String path, int indent) {
        paths.put(out.length(), path);
        String text = scalar.text();
        if (scalar.kind() != Value.Kind.TEXT) {
            out.append(text);
        } else if (text.length() <= LONGEST_PLAIN && PLAIN.matcher(text).matches() && !isWord(text)) {
            out.append(text);
        } else if (isLiteral(text)) {
            literal(text, indent);
            return;
        } else {
            out.append(quoted(text));
        }
        out.append('\n');
    }

    private void literal(String text, int indent) {
        out.append('|');
        if (text.startsWith(" ") || text.startsWith("\n") || text.startsWith("\t")) {
            out.append('2');
        }
        if (!text.endsWith("\n")) {
            out.append('-');
        } else if (text.endsWith("\n\n")) {
            out.append('+');
        }
        out.append('\n');
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            if (!line.isEmpty()) {
                out.repeat(' ', indent).append(line);
            }
            out.append('\n');
        }
    }

    /** Several lines, none of blanks alone, of characters that need no escape. */
    private static boolean isLiteral(String text) {
        return text.indexOf('\n') >= 0
                && text.codePoints().noneMatch(c -> c != '\n' && c != '\t' && needsEscape(c))
                && !text.isBlank()
                && text.lines().noneMatch(line -> !line.isEmpty() && line.isBlank());
    }

    private static boolean needsEscape(int c) {
        return Shown.isHarmful(c) || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF;
    }

    private static boolean isWord(String text) {
        return WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                    if (!needsEscape(c)) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append((c > 0xFFFF ? "\\U%08X" : "\\u%04X").formatted(c));
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
