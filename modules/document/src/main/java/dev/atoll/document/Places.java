package dev.atoll.document;

import java.util.Comparator;
import java.util.List;

/** Where the values of a document stand. Immutable. */
public final class Places {
    private final Value root;

    Places(Value root) {
        this.root = root;
    }

    /** The document's value. */
    Value root() {
        return root;
    }

    /**
     * The place of a value by its path: keys separated by dots, items of lists by index from 0
     * ({@code files[3].mode}). A value that is not in the document (because a default stands for it) has the place of
     * the nearest value around it.
     */
    public Place of(String path) {
        Value at = root;
        String rest = path;
        while (!rest.isEmpty()) {
            String before = rest;
            switch (at) {
                case Value.Mapping mapping -> {
                    String remaining = rest.startsWith(".") ? rest.substring(1) : rest;
                    List<Value.Entry> found = mapping.entries().stream()
                            .filter(entry -> leads(remaining, entry.key()))
                            .sorted(Comparator.comparingInt(
                                    entry -> -entry.key().length()))
                            .limit(1)
                            .toList();
                    if (found.isEmpty()) {
                        return at.place();
                    }
                    at = found.getFirst().value();
                    rest = remaining.substring(found.getFirst().key().length());
                }
                case Value.Sequence sequence -> {
                    int close = rest.indexOf(']');
                    int index = close < 2 ? -1 : Integer.parseInt(rest, 1, close, 10);
                    if (index < 0 || index >= sequence.items().size()) {
                        return at.place();
                    }
                    at = sequence.items().get(index);
                    rest = rest.substring(close + 1);
                }
                case Value.Scalar scalar -> {
                    return scalar.place();
                }
            }
            if (rest.equals(before)) {
                return at.place();
            }
        }
        return at.place();
    }

    /** Keys of maps may hold dots and brackets themselves, so the longest key that fits is meant. */
    private static boolean leads(String path, String key) {
        return path.startsWith(key) && (path.length() == key.length() || ".[".indexOf(path.charAt(key.length())) >= 0);
    }
}
