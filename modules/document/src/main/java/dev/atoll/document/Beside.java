package dev.atoll.document;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Joins values of documents of which none has precedence; see {@link Inclusion} for the rules. */
final class Beside {
    private final Report report;
    private final String winner;

    /** @param winner the document that may say what these contradict each other in */
    Beside(Report report, String winner) {
        this.report = report;
        this.winner = winner;
    }

    /**
     * Joins two mappings.
     *
     * @param above what lies over both at the same place
     */
    Value.Mapping join(Value.Mapping one, Value.Mapping other, Optional<Value> above, Type type, Trail trail) {
        RecordShape shape = Overlay.shape(type);
        Optional<Type> common = Overlay.valueType(type);
        List<Value.Entry> joined = new ArrayList<>(one.entries());
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < joined.size(); i++) {
            positions.put(joined.get(i).key(), i);
        }
        for (Value.Entry entry : other.entries()) {
            int at = positions.getOrDefault(entry.key(), -1);
            if (at < 0) {
                joined.add(entry);
                continue;
            }
            Optional<RecordShape.Component> component = shape.component(entry.key());
            Optional<Value> over = above.flatMap(
                    it -> it instanceof Value.Mapping mapping ? mapping.find(entry.key()) : Optional.empty());
            Optional<Type> inner = component
                    .map(RecordShape.Component::valueType)
                    .or(() -> common)
                    .map(RecordShape::content);
            Value.Entry old = joined.get(at);
            Value value = join(old.value(), entry.value(), over, component, inner, trail.key(entry.key()));
            joined.set(at, new Value.Entry(old.key(), old.keyPlace(), value));
        }
        return Value.Mapping.of(joined, one.entries().isEmpty() ? other.place() : one.place());
    }

    private Value join(
            Value one,
            Value other,
            Optional<Value> above,
            Optional<RecordShape.Component> component,
            Optional<Type> type,
            Trail trail) {
        if (one instanceof Value.Mapping a && other instanceof Value.Mapping b && type.isPresent()) {
            return join(a, b, above, type.get(), trail);
        } else if (one instanceof Value.Sequence a && other instanceof Value.Sequence b) {
            return join(a, b, above, component, trail);
        }
        if (!isSame(one, other) && above.isEmpty()) {
            contradiction(trail.toString(), one, other);
        }
        return one;
    }

    private Value.Sequence join(
            Value.Sequence one,
            Value.Sequence other,
            Optional<Value> above,
            Optional<RecordShape.Component> component,
            Trail trail) {
        Overlay.Naming naming = component.map(Overlay.Naming::of).orElse(Overlay.Naming.BY_TEXT);
        boolean unique = component.flatMap(it -> it.find(Unique.class)).isPresent();
        List<Value> joined = new ArrayList<>(one.items());
        Set<Value> there = new HashSet<>(one.items());
        Map<String, Value> named = byName(one, naming);
        Map<String, Value> settled = above.map(it -> byName(it, naming)).orElse(Map.of());
        for (Value item : other.items()) {
            Optional<String> name = naming.name(item);
            Optional<Value> namesake = name.map(named::get);
            if (naming.key().isPresent() && namesake.isPresent()) {
                if (!isSame(namesake.get(), item) && !settled.containsKey(name.get())) {
                    contradiction(trail + " " + name.get(), namesake.get(), item);
                }
            } else if (!there.contains(item) && (!unique || namesake.isEmpty())) {
                // What stands at one place, in a document that both include, counts once.
                joined.add(item);
            }
        }
        return Value.Sequence.of(joined, one.place());
    }

    private static Map<String, Value> byName(Value list, Overlay.Naming naming) {
        Map<String, Value> named = new HashMap<>();
        if (list instanceof Value.Sequence sequence) {
            sequence.items().forEach(item -> naming.name(item).ifPresent(name -> named.putIfAbsent(name, item)));
        }
        return named;
    }

    private void contradiction(String what, Value one, Value other) {
        report.add(
                other.place(),
                "include-contradiction",
                Shown.plain(what) + ": " + one.place() + " says it otherwise",
                "remove one of the two, or say it in " + Shown.plain(winner) + ", which wins");
    }

    /** The same but for places and the order of keys. */
    private static boolean isSame(Value one, Value other) {
        return switch (one) {
            case Value.Scalar(Value.Kind kind, String text, Place _) ->
                other instanceof Value.Scalar scalar
                        && scalar.kind() == kind
                        && scalar.text().equals(text);
            case Value.Sequence(List<Value> items, Place _, long _) ->
                other instanceof Value.Sequence list && isSame(items, list.items());
            case Value.Mapping mapping ->
                other instanceof Value.Mapping others
                        && others.entries().size() == mapping.entries().size()
                        && mapping.entries().stream()
                                .allMatch(entry -> others.find(entry.key())
                                        .filter(it -> isSame(entry.value(), it))
                                        .isPresent());
        };
    }

    private static boolean isSame(List<Value> some, List<Value> others) {
        boolean same = some.size() == others.size();
        for (int i = 0; same && i < some.size(); i++) {
            same = isSame(some.get(i), others.get(i));
        }
        return same;
    }
}
