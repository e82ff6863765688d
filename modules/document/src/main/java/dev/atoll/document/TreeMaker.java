package dev.atoll.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Makes trees of records, as brief as the binder allows. */
final class TreeMaker {
    private static final Place NOWHERE = new Place("", 1, 1, "");

    private TreeMaker() {}

    static Value.Mapping of(Record value) {
        List<Value.Entry> entries = new ArrayList<>();
        for (RecordShape.Component component : RecordShape.of(value.getClass()).components()) {
            Object it = component.get(value);
            if (!it.equals(Optional.empty()) && !component.fallback().equals(Optional.of(it))) {
                boolean text = component.find(Text.class).isPresent();
                entries.add(new Value.Entry(component.key(), NOWHERE, value(it, text)));
            }
        }
        return Value.Mapping.of(entries, NOWHERE);
    }

    private static Value value(Object value, boolean text) {
        return switch (value) {
            case String string -> scalar(Value.Kind.TEXT, string);
            case Number number -> scalar(Value.Kind.WHOLE, number.toString());
            case Boolean flag -> scalar(Value.Kind.LOGICAL, flag.toString());
            case Enum<?> constant -> scalar(Value.Kind.TEXT, Spelling.of(constant));
            case Optional<?> optional -> value(optional.orElseThrow(), text);
            case List<?> items ->
                Value.Sequence.of(items.stream().map(item -> value(item, text)).toList(), NOWHERE);
            case Map<?, ?> entries -> mapping(entries, text);
            case Record nested
            when text ->
                value(RecordShape.of(nested.getClass()).components().getFirst().get(nested), false);
            case Record nested -> of(nested);
            default -> throw new IllegalStateException("documents cannot hold values of " + value.getClass());
        };
    }

    private static Value mapping(Map<?, ?> map, boolean text) {
        TreeMap<String, Value> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put((String) key, value(value, text)));
        return Value.Mapping.of(
                sorted.entrySet().stream()
                        .map(it -> new Value.Entry(it.getKey(), NOWHERE, it.getValue()))
                        .toList(),
                NOWHERE);
    }

    private static Value.Scalar scalar(Value.Kind kind, String text) {
        return new Value.Scalar(kind, text, NOWHERE);
    }
}
