package dev.atoll.document;

import java.io.File;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes records of {@link Value}s by their components' types. Goes on after a mistake, so that one reading finds them
 * all; a value that could not be bound is empty and makes those around it empty.
 */
final class Binder {
    private final Report report;
    private final Places places;
    private final Optional<Check> check;
    private final ScalarBinder scalars;
    private final Optional<String> document;

    /** @param document the document that names of files are to be relative to, where others are bound with it */
    Binder(Report report, Places places, Optional<Check> check, Optional<String> document) {
        this.report = report;
        this.places = places;
        this.check = check;
        this.document = document;
        this.scalars = new ScalarBinder(report);
    }

    Optional<?> bind(Type type, Rules rules, Value value, Trail trail) {
        Optional<?> bound = switch (type) {
            case ParameterizedType generic -> generic(generic, rules, value, trail);
            case Class<?> simple -> simple(simple, rules, value, trail);
            default -> throw unsupported(type);
        };
        boolean wrapped = type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
        if (check.isPresent() && !wrapped) {
            bound.ifPresent(it -> check.get().check(trail.toString(), it, places, report));
        }
        return bound;
    }

    private Optional<?> simple(Class<?> type, Rules rules, Value value, Trail trail) {
        if (type == String.class) {
            return scalars.text(value, rules, trail).map(text -> rules.file() ? relative(text, value.place()) : text);
        } else if (type == int.class || type == Integer.class) {
            return scalars.whole(value, rules, trail, Integer.MIN_VALUE, Integer.MAX_VALUE)
                    .map(Long::intValue);
        } else if (type == long.class || type == Long.class) {
            return scalars.whole(value, rules, trail, Long.MIN_VALUE, Long.MAX_VALUE);
        } else if (type == boolean.class || type == Boolean.class) {
            return scalars.logical(value, trail);
        } else if (type.isEnum()) {
            return scalars.constant(value, type, trail);
        } else if (type.isRecord() && rules.text()) {
            return scalars.text(value, rules, trail)
                    .flatMap(text -> make(RecordShape.of(type), List.of(text), value, trail));
        } else if (type.isRecord()) {
            return mapping(RecordShape.of(type), value, trail);
        }
        throw unsupported(type);
    }

    /** The name of a file, from the document it stands in to the one that is bound. */
    private String relative(String name, Place place) {
        if (document.isEmpty() || document.get().equals(place.document())) {
            return name;
        }
        Path from = new Place(document.get(), 1, 1, "").folder();
        Path file = place.folder().resolve(name).normalize();
        return from.relativize(file).toString().replace(File.separatorChar, '/');
    }

    private Optional<?> generic(ParameterizedType type, Rules rules, Value value, Trail trail) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            Optional<?> content = bind(arguments[0], rules, value, trail);
            return content.isPresent() ? Optional.of(content) : content;
        } else if (type.getRawType() == List.class) {
            return list(arguments[0], rules, value, trail);
        } else if (type.getRawType() == Map.class && arguments[0] == String.class) {
            return map(arguments[1], rules, value, trail);
        }
        throw unsupported(type);
    }

    private Optional<?> list(Type type, Rules rules, Value value, Trail trail) {
        if (!(value instanceof Value.Sequence(List<Value> items, Place place, long _))) {
            return scalars.mismatch(value, "a list", trail);
        }
        List<Object> bound = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        boolean sound = !refuseEmpty(items.isEmpty(), rules, place, trail);
        for (int i = 0; i < items.size(); i++) {
            Optional<?> item = bind(type, rules, items.get(i), trail.item(i));
            item.ifPresent(bound::add);
            sound &= item.isPresent();
            if (rules.unique() && item.isPresent() && !seen.add(item.get())) {
                String message =
                        trail.prefix() + "holds " + Shown.quoted(item.get().toString()) + " twice";
                report.add(items.get(i).place(), "duplicate-item", message, "remove one of them");
                sound = false;
            }
        }
        return sound ? Optional.of(List.copyOf(bound)) : Optional.empty();
    }

    private Optional<?> map(Type type, Rules rules, Value value, Trail trail) {
        if (!(value instanceof Value.Mapping(List<Value.Entry> entries, Place place, long _))) {
            return scalars.mismatch(value, "a mapping", trail);
        }
        Map<String, Object> bound = new LinkedHashMap<>();
        boolean sound = !refuseEmpty(entries.isEmpty(), rules, place, trail);
        for (Value.Entry entry : entries) {
            Optional<?> item = bind(type, rules, entry.value(), trail.key(entry.key()));
            item.ifPresent(it -> bound.put(entry.key(), it));
            sound &= item.isPresent();
        }
        return sound ? Optional.of(Collections.unmodifiableMap(bound)) : Optional.empty();
    }

    private Optional<?> mapping(RecordShape shape, Value value, Trail trail) {
        List<String> keys = shape.keys();
        if (!(value instanceof Value.Mapping(List<Value.Entry> entries, Place place, long _))) {
            return scalars.mismatch(value, "a mapping with the keys " + String.join(", ", keys), trail);
        }
        Map<String, Value> given = new HashMap<>();
        for (Value.Entry entry : entries) {
            given.put(entry.key(), entry.value());
        }
        boolean sound = true;
        for (Value.Entry entry : entries) {
            if (!keys.contains(entry.key())) {
                String message = trail.prefix() + "unknown key " + Shown.quoted(entry.key());
                String hint = Spelling.hint(entry.key(), unused(keys, entries, entry.keyPlace()));
                report.add(entry.keyPlace(), "unknown-key", message, hint);
                sound = false;
            }
        }
        List<Object> values = new ArrayList<>();
        for (RecordShape.Component component : shape.components()) {
            Value found = given.get(component.key());
            Optional<?> bound = found == null
                    ? absent(component, place, trail)
                    : bind(component.valueType(), Rules.of(component), found, trail.key(component.key()));
            bound.ifPresent(values::add);
            sound &= bound.isPresent();
        }
        return sound ? make(shape, values, value, trail) : Optional.empty();
    }

    /** The keys that the document of a wrong one has not given; what the layers below it gave may be given again. */
    private static List<String> unused(List<String> keys, List<Value.Entry> entries, Place wrong) {
        Set<String> given = entries.stream()
                .filter(entry -> entry.keyPlace().document().equals(wrong.document()))
                .map(Value.Entry::key)
                .collect(Collectors.toSet());
        return keys.stream().filter(key -> !given.contains(key)).toList();
    }

    private Optional<?> absent(RecordShape.Component component, Place place, Trail trail) {
        if (component.isOptional()) {
            return Optional.of(Optional.empty());
        }
        Optional<Object> fallback = component.fallback();
        if (fallback.isPresent()) {
            return fallback;
        }
        String doc = component
                .find(Doc.class)
                .map(text -> component.key() + ": " + text.value())
                .orElse("");
        report.add(place, "missing-key", trail.prefix() + "missing key \"" + component.key() + '"', doc);
        return Optional.empty();
    }

    /** Binds a default with the same rules as any document; one that does not fit is our own mistake. */
    static Object fallback(RecordShape.Component component, String yaml) {
        Report mistakes = new Report();
        Value value = TreeReader.read(new Source("default of " + component.key(), yaml), mistakes);
        Optional<?> bound = new Binder(mistakes, new Places(value), Optional.empty(), Optional.empty())
                .bind(component.valueType(), Rules.of(component), value, Trail.ROOT);
        mistakes.throwIfAny();
        return bound.orElseThrow();
    }

    private Optional<?> make(RecordShape shape, List<Object> values, Value value, Trail trail) {
        try {
            return Optional.of(shape.make(values));
        } catch (IllegalArgumentException e) {
            String message = trail.prefix() + Shown.sentence(String.valueOf(e.getMessage()));
            report.add(value.place(), "invalid-value", message, "");
            return Optional.empty();
        }
    }

    private boolean refuseEmpty(boolean empty, Rules rules, Place place, Trail trail) {
        boolean refused = empty && rules.notEmpty();
        if (refused) {
            report.add(place, "empty", trail.prefix() + "must not be empty", "");
        }
        return refused;
    }

    private static IllegalStateException unsupported(Type type) {
        return new IllegalStateException("documents cannot hold values of " + type.getTypeName());
    }
}
