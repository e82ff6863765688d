package dev.atoll.packages.deb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One paragraph of a control file: values by field name, whose case does not matter. */
public final class ControlFields {
    private static final int ROOM = 12;

    // few names, mostly the very strings that are asked for: looking along a list is faster than any map
    private final List<String> names = new ArrayList<>(ROOM);
    private final List<String> values = new ArrayList<>(ROOM);

    ControlFields() {}

    /** Adds a field, unless it is there already. */
    boolean add(String name, String value) {
        if (find(name) >= 0) {
            return false;
        }
        names.add(name);
        values.add(value);
        return true;
    }

    int size() {
        return names.size();
    }

    /** The value without the white space around it; continuation lines are joined by newlines. */
    public Optional<String> get(String name) {
        int at = find(name);
        return at < 0 ? Optional.empty() : Optional.of(values.get(at));
    }

    /** The value, or empty text without the field. */
    public String text(String name) {
        int at = find(name);
        return at < 0 ? "" : values.get(at);
    }

    /** A copy of all fields, sorted by name without regard to case. */
    public Map<String, String> asMap() {
        TreeMap<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), values.get(i));
        }
        return Collections.unmodifiableMap(map);
    }

    private int find(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }
}
