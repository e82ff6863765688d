package dev.atoll.document;

import java.util.List;

/** A node of a YAML document before it is bound. */
sealed interface Value {
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
            };
        }
    }

    /** A list. */
    record Sequence(List<Value> items, Place place, long weight) implements Value {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /** Keys and values in the order of the document, without duplicates. */
    record Mapping(List<Entry> entries, Place place, long weight) implements Value {
        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /** One key of a {@link Mapping}. */
    record Entry(String key, Place keyPlace, Value value) {}

    /** What the core schema of YAML 1.2 (section 10.3) takes a scalar for. */
    enum Kind {
        EMPTY,
        LOGICAL,
        WHOLE,
        DECIMAL,
        TEXT
    }
}
