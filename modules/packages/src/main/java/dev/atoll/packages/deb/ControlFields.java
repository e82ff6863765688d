package dev.atoll.packages.deb;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One paragraph of a control file: values by field name, whose case does not matter. */
public final class ControlFields {
    private final TreeMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    ControlFields() {}

    /** Adds a field, unless it is there already. */
    boolean add(String name, String value) {
        return values.putIfAbsent(name, value) == null;
    }

    /** The value without the white space around it; continuation lines are joined by newlines. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The value, or empty text without the field. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** A copy of all fields, sorted by name. */
    public Map<String, String> asMap() {
        return Collections.unmodifiableMap(new TreeMap<>(values));
    }
}
