package dev.atoll.document;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A value of a document, before it is bound or where there is no record to bind it to: formats of others. Immutable. Kinds
 * are those of the core schema, whatever the format's own readers make of them; {@code text} is there to judge anew.
 */
public sealed interface Value {
    /** Where it stands. */
    Place place();

    /** Nodes this one and what is below it come to once aliases are followed. */
    long weight();

    /** What it is, for people: {@code text "abc"}, {@code a list}. */
    String describe();

    /** A scalar; {@code text} is its content after unquoting and folding. */
    record Scalar(Kind kind, String text, Place place) implements Value {
        @Override
        public long weight() {
            return 1;
        }

        @Override
        public String describe() {
            return switch (kind) {
                case EMPTY -> "nothing";
                case LOGICAL -> text;
                case WHOLE -> "the number " + Shown.plain(text);
                case DECIMAL -> "the decimal number " + Shown.plain(text);
                case TEXT -> "text " + Shown.quoted(text);
                case BINARY -> "binary data";
            };
        }
    }

    /** A list. */
    record Sequence(List<Value> items, Place place, long weight) implements Value {
        /** A list of these. */
        public static Sequence of(List<Value> items, Place place) {
            return new Sequence(
                    List.copyOf(items),
                    place,
                    1 + items.stream().mapToLong(Value::weight).sum());
        }

        @Override
        public String describe() {
            return "a list";
        }
    }

    /** Keys and values in the order of the document, without duplicates; look up through a map where there are many. */
    record Mapping(List<Entry> entries, Place place, long weight) implements Value {
        /** A mapping of these; no key twice. */
        public static Mapping of(List<Entry> entries, Place place) {
            return new Mapping(
                    List.copyOf(entries),
                    place,
                    1
                            + entries.stream()
                                    .mapToLong(it -> 1 + it.value().weight())
                                    .sum());
        }

        /** The value of a key, if it is there. */
        public Optional<Value> find(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }

        Mapping without(Set<String> keys) {
            return of(
                    entries.stream()
                            .filter(entry -> !keys.contains(entry.key()))
                            .toList(),
                    place);
        }

        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /** One key of a {@link Mapping}. */
    record Entry(String key, Place keyPlace, Value value) {}

    /** What the core schema of YAML 1.2 (section 10.3) takes a scalar for. */
    enum Kind {
        /** Nothing. */
        EMPTY,
        /** True or false. */
        LOGICAL,
        /** A whole number. */
        WHOLE,
        /** A number with a point or an exponent. */
        DECIMAL,
        /** Text. */
        TEXT,
        /** Base64 with the tag {@code !!binary}; in documents of others only. */
        BINARY
    }
}
