package dev.atoll.document;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Lays one tree of values over another, as the types of a record want it; see {@link Layers} for the rules. */
final class Overlay {
    private static final RecordShape NO_SHAPE = RecordShape.of(Nothing.class);

    private record Nothing() {}

    private final Report report;

    Overlay(Report report) {
        this.report = report;
    }

    /** A mapping of the record over another. What is no such mapping is left for the binder to refuse. */
    Value.Mapping join(Value.Mapping below, Value.Mapping above, Type type) {
        RecordShape shape = shape(type);
        Optional<Type> common = valueType(type);
        List<Value.Entry> joined = new ArrayList<>(below.entries());
        for (Value.Entry entry : above.entries()) {
            int at = indexOf(joined, entry.key());
            if (at < 0) {
                joined.add(entry);
                continue;
            }
            Optional<RecordShape.Component> component = shape.component(entry.key());
            Value value = component.isPresent() || common.isPresent()
                    ? join(joined.get(at).value(), entry.value(), component, common)
                    : entry.value();
            joined.set(at, new Value.Entry(entry.key(), entry.keyPlace(), value));
        }
        return Value.Mapping.of(joined, above.place());
    }

    private Value join(Value below, Value above, Optional<RecordShape.Component> component, Optional<Type> common) {
        Type type = RecordShape.content(
                component.map(RecordShape.Component::valueType).or(() -> common).orElseThrow());
        return switch (above) {
            case Value.Mapping mapping when below instanceof Value.Mapping under -> join(under, mapping, type);
            case Value.Sequence list when below instanceof Value.Sequence under -> join(under, list, component);
            default -> above;
        };
    }

    private static Value.Sequence join(
            Value.Sequence below, Value.Sequence above, Optional<RecordShape.Component> component) {
        List<Value> joined = new ArrayList<>(below.items());
        Naming naming = component.map(Naming::of).orElse(Naming.BY_TEXT);
        boolean unique = component.flatMap(it -> it.find(Unique.class)).isPresent();
        Set<String> inherited = new HashSet<>();
        below.items().forEach(item -> naming.name(item).ifPresent(inherited::add));
        for (Value item : above.items()) {
            Optional<String> name = naming.name(item);
            boolean again = name.filter(inherited::contains).isPresent();
            if (again && naming.key().isPresent()) {
                joined.replaceAll(it -> naming.name(it).equals(name) ? item : it);
                inherited.remove(name.get());
            } else if (!again || !unique) {
                joined.add(item);
            }
        }
        return Value.Sequence.of(joined, above.place());
    }

    /** Leaves out what {@code drop} names; what is not there is a mistake. */
    Value.Mapping drop(Value.Mapping below, Value drop, Type type) {
        RecordShape shape = shape(type);
        if (!(drop instanceof Value.Mapping(List<Value.Entry> sections, Place _, long _))) {
            report.add(drop.place(), "wrong-type", "drop: expected a mapping, found " + drop.describe(), "");
            return below;
        }
        List<Value.Entry> kept = new ArrayList<>(below.entries());
        for (Value.Entry section : sections) {
            Optional<RecordShape.Component> component = shape.component(section.key());
            int at = indexOf(kept, section.key());
            if (component.isEmpty()) {
                report.add(
                        section.keyPlace(),
                        "unknown-key",
                        "drop: unknown key " + Shown.quoted(section.key()),
                        Spelling.hint(section.key(), shape.keys()));
            } else if (at < 0) {
                nothing(section.keyPlace(), section.key(), List.of());
            } else {
                Value.Entry entry = kept.get(at);
                kept.set(
                        at,
                        new Value.Entry(
                                entry.key(), entry.keyPlace(), drop(entry.value(), section.value(), component.get())));
            }
        }
        return Value.Mapping.of(kept, below.place());
    }

    private Value drop(Value below, Value drop, RecordShape.Component component) {
        Type type = RecordShape.content(component.valueType());
        return switch (below) {
            case Value.Mapping mapping when type instanceof Class<?> -> drop(mapping, drop, type);
            case Value.Mapping mapping ->
                without(
                        mapping.entries(),
                        names(drop, Naming.BY_TEXT::name),
                        entry -> Optional.of(entry.key()),
                        entries -> Value.Mapping.of(entries, mapping.place()));
            case Value.Sequence list -> {
                Naming naming = Naming.of(component);
                yield without(
                        list.items(),
                        names(drop, naming::dropped),
                        naming::name,
                        items -> Value.Sequence.of(items, list.place()));
            }
            case Value.Scalar scalar -> {
                report.add(drop.place(), "wrong-type", "drop: this is a single value", "give it another value instead");
                yield scalar;
            }
        };
    }

    private <T> Value without(
            List<T> items,
            Map<String, Place> drop,
            Function<T, Optional<String>> naming,
            Function<List<T>, Value> making) {
        List<String> known =
                items.stream().flatMap(item -> naming.apply(item).stream()).toList();
        drop.forEach((name, place) -> {
            if (!known.contains(name)) {
                nothing(place, name, known);
            }
        });
        return making.apply(items.stream()
                .filter(item -> naming.apply(item).filter(drop::containsKey).isEmpty())
                .toList());
    }

    /** The names that a list under {@code drop} holds, and where. */
    private Map<String, Place> names(Value drop, Function<Value, Optional<String>> naming) {
        Map<String, Place> names = new LinkedHashMap<>();
        if (!(drop instanceof Value.Sequence(List<Value> items, Place _, long _))) {
            report.add(drop.place(), "wrong-type", "drop: expected a list, found " + drop.describe(), "");
            return names;
        }
        for (Value item : items) {
            naming.apply(item)
                    .ifPresentOrElse(
                            name -> names.put(name, item.place()),
                            () -> report.add(
                                    item.place(), "wrong-type", "drop: expected text, found " + item.describe(), ""));
        }
        return names;
    }

    private void nothing(Place place, String name, List<String> known) {
        String hint = Spelling.nearest(name, known)
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse("remove it, or see what the files below hold");
        report.add(place, "nothing-to-drop", "drop: nothing below has " + Shown.quoted(name), hint);
    }

    /** What names an item of a list: its own text, the text of its key, or the file it means. */
    record Naming(Optional<String> key, boolean file) {
        static final Naming BY_TEXT = new Naming(Optional.empty(), false);

        static Naming of(RecordShape.Component component) {
            return new Naming(
                    component.find(Keyed.class).map(Keyed::value),
                    component.find(RelativeFile.class).isPresent());
        }

        Optional<String> name(Value item) {
            return switch (item) {
                case Value.Scalar(Value.Kind _, String text, Place place)
                when file ->
                    Optional.of(place.folder().resolve(text).normalize().toString());
                case Value.Scalar scalar -> Optional.of(scalar.text());
                case Value.Mapping mapping
                when key.isPresent() -> mapping.find(key.get()).flatMap(BY_TEXT::name);
                case Value.Mapping _, Value.Sequence _ -> Optional.empty();
            };
        }

        /** As {@code drop} writes it: keys and texts as they are, files relative to the document. */
        Optional<String> dropped(Value item) {
            return file ? name(item) : BY_TEXT.name(item);
        }
    }

    private static int indexOf(List<Value.Entry> entries, String key) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    static RecordShape shape(Type type) {
        return type instanceof Class<?> simple && simple.isRecord() ? RecordShape.of(simple) : NO_SHAPE;
    }

    /** The type of a map's values. */
    static Optional<Type> valueType(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType() == Map.class
                ? Optional.of(generic.getActualTypeArguments()[1])
                : Optional.empty();
    }
}
