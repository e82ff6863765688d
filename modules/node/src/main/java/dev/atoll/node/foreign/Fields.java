package dev.atoll.node.foreign;

import dev.atoll.document.Place;
import dev.atoll.document.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping of our own document while it is made. Values have the places of what they came from. Not thread-safe. */
final class Fields {
    private final Place place;
    private final Map<String, Value> values = new LinkedHashMap<>();

    Fields(Place place) {
        this.place = place;
    }

    Fields put(String key, Value value) {
        values.put(key, value);
        return this;
    }

    Fields text(String key, Text text) {
        return put(key, text.value());
    }

    Fields text(String key, Optional<Text> text) {
        text.ifPresent(it -> text(key, it));
        return this;
    }

    /** A text of ours, with the place of the mapping. */
    Fields text(String key, String text) {
        return put(key, new Value.Scalar(Value.Kind.TEXT, text, place));
    }

    Fields number(String key, Optional<Text> number) {
        number.ifPresent(it -> put(key, it.number()));
        return this;
    }

    Fields logical(String key, boolean value) {
        return put(key, new Value.Scalar(Value.Kind.LOGICAL, Boolean.toString(value), place));
    }

    /** A list, unless it is empty. */
    Fields list(String key, List<? extends Value> items) {
        if (!items.isEmpty()) {
            put(key, Value.Sequence.of(List.copyOf(items), place));
        }
        return this;
    }

    /** A list of texts, each once, unless it is empty. */
    Fields texts(String key, List<Text> items) {
        Map<String, Value> once = new LinkedHashMap<>();
        items.forEach(item -> once.putIfAbsent(item.text(), item.value()));
        return list(key, List.copyOf(once.values()));
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    Place place() {
        return place;
    }

    Value.Mapping build() {
        return Value.Mapping.of(
                values.entrySet().stream()
                        .map(it -> new Value.Entry(it.getKey(), it.getValue().place(), it.getValue()))
                        .toList(),
                place);
    }
}
