package dev.atoll.node.foreign;

import dev.atoll.document.Place;
import dev.atoll.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Goes over one mapping of a foreign configuration. Keys are taken from it; when the reader is done with the mapping, each
 * key that was not taken becomes a finding. Values of the wrong kind become findings when they are taken. A key without a
 * value counts as one that is not there. Not thread-safe.
 */
final class Cursor {
    private final Map<String, Value> left = new LinkedHashMap<>();
    private final Set<String> keys;
    private final Value.Mapping mapping;
    private final String path;
    private final Findings findings;
    private final UnaryOperator<String> spelling;

    private Cursor(Value.Mapping mapping, String path, Findings findings, UnaryOperator<String> spelling) {
        this.mapping = mapping;
        this.path = path;
        this.findings = findings;
        this.spelling = spelling;
        mapping.entries().forEach(entry -> left.put(entry.key(), entry.value()));
        this.keys = Set.copyOf(left.keySet());
    }

    /**
     * Reads a value that should be a mapping.
     *
     * @param spelling how the format writes the names that the reader uses
     */
    static void read(
            Value value, String path, Findings findings, UnaryOperator<String> spelling, Consumer<Cursor> reader) {
        switch (value) {
            case Value.Mapping mapping -> {
                Cursor cursor = new Cursor(mapping, path, findings, spelling);
                reader.accept(cursor);
                cursor.left.forEach((key, rest) -> {
                    if (!isEmpty(rest)) {
                        findings.lost(
                                rest,
                                cursor.pathOf(key),
                                "nothing of a node's configuration corresponds to this key",
                                "see docs/node-import.md; if it is a slip, correct it in the source");
                    }
                });
            }
            default -> {
                if (!isEmpty(value)) {
                    mismatch(value, path, "a mapping", findings);
                }
            }
        }
    }

    /** Where the mapping stands. */
    Place place() {
        return mapping.place();
    }

    String path() {
        return path;
    }

    Findings findings() {
        return findings;
    }

    /** The path of a key, spelled as the format does. */
    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** The key of a name; cloud-init and netplan take hyphens for underscores. */
    private String key(String name) {
        String spelled = spelling.apply(name);
        String hyphens = spelled.replace('_', '-');
        return !keys.contains(spelled) && keys.contains(hyphens) ? hyphens : spelled;
    }

    /** The path of a key by the name that the reader uses. */
    String pathTo(String name) {
        return pathOf(key(name));
    }

    /** Whether a key is there with a value, and not taken yet. */
    boolean has(String name) {
        return peek(name).isPresent();
    }

    /** The value of a key, which is not taken. */
    Optional<Value> peek(String name) {
        return Optional.ofNullable(left.get(key(name))).filter(value -> !isEmpty(value));
    }

    /** The keys that are there and were not taken yet. */
    List<String> left() {
        return List.copyOf(left.keySet());
    }

    /** Any value. */
    Optional<Value> take(String name) {
        return Optional.ofNullable(left.remove(key(name))).filter(value -> !isEmpty(value));
    }

    /** A scalar, numbers and truth values as they are written. */
    Optional<Text> text(String name) {
        return take(name).flatMap(value -> text(value, pathTo(name)));
    }

    /** A text that says something. */
    Optional<Text> nonEmpty(String name) {
        return text(name).filter(it -> !it.text().isEmpty());
    }

    /** A truth value, in the words of YAML 1.1 too. */
    Optional<Boolean> logical(String name) {
        return take(name).flatMap(value -> {
            Optional<Boolean> said = Scalars.logical(value);
            if (said.isEmpty()) {
                mismatch(value, pathTo(name), "true or false", findings);
            }
            return said;
        });
    }

    /** Whether a key says true; false if it is not there. */
    boolean isTrue(String name) {
        return logical(name).orElse(false);
    }

    /** A whole number of at most 18 digits. */
    Optional<Text> whole(String name) {
        return take(name).flatMap(value -> {
            Optional<String> said = Scalars.whole(value);
            if (said.isEmpty()) {
                mismatch(value, pathTo(name), "a whole number", findings);
            }
            return said.map(text -> new Text(text, value.place(), pathTo(name)));
        });
    }

    /** The texts of a list; a text alone counts as a list of one. */
    List<Text> texts(String name) {
        List<Text> texts = new ArrayList<>();
        items(name).forEach(item -> text(item.value(), item.path()).ifPresent(texts::add));
        return texts;
    }

    /** The items of a list; something else counts as a list of it alone. */
    List<Item> items(String name) {
        return take(name).map(value -> Item.of(value, pathTo(name))).orElse(List.of());
    }

    /** Reads the mapping of a key, if it is there. */
    void within(String name, Consumer<Cursor> reader) {
        take(name).ifPresent(value -> read(value, pathTo(name), findings, spelling, reader));
    }

    /** Reads each mapping of a list. */
    void each(String name, Consumer<Cursor> reader) {
        take(name).ifPresent(value -> {
            if (value instanceof Value.Sequence) {
                Item.of(value, pathTo(name)).forEach(item -> read(item, reader));
            } else {
                mismatch(value, pathTo(name), "a list", findings);
            }
        });
    }

    /** Reads one item of a list that should be a mapping. */
    void read(Item item, Consumer<Cursor> reader) {
        read(item.value(), item.path(), findings, spelling, reader);
    }

    /** Takes a key that has nothing to go to. */
    void lost(String name, String why, String instead) {
        take(name).ifPresent(value -> findings.lost(value, pathTo(name), why, instead));
    }

    /** Takes a key that matters only when it says true. */
    void lostIfTrue(String name, String why, String instead) {
        Optional<Value> value = peek(name);
        if (isTrue(name)) {
            value.ifPresent(it -> findings.lost(it, pathTo(name), why, instead));
        }
    }

    /** Takes a key that matters only when it says false. */
    void lostIfFalse(String name, String why, String instead) {
        Optional<Value> value = peek(name);
        if (!logical(name).orElse(true)) {
            value.ifPresent(it -> findings.lost(it, pathTo(name), why, instead));
        }
    }

    /** The whole mapping is left out, with all that is in it. */
    void abandon(String why, String instead) {
        left.clear();
        findings.lost(mapping, path, why, instead);
    }

    /** A scalar as text; else a finding, and nothing. */
    Optional<Text> text(Value value, String at) {
        if (value instanceof Value.Scalar(Value.Kind kind, String text, Place place)
                && kind != Value.Kind.BINARY
                && Scalars.isWhole(text)) {
            return Optional.of(new Text(text, place, at));
        }
        mismatch(value, at, "text", findings);
        return Optional.empty();
    }

    static boolean isEmpty(Value value) {
        return value instanceof Value.Scalar(Value.Kind kind, String _, Place _) && kind == Value.Kind.EMPTY;
    }

    static void mismatch(Value value, String path, String wanted, Findings findings) {
        findings.lost(value, path, "the format wants " + wanted + " here", "correct it in the source");
    }
}
