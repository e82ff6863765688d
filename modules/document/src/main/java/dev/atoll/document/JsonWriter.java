package dev.atoll.document;

import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Writes records as JSON (RFC 8259) that the binder reads back: components in their order, maps by key, two spaces,
 * line feeds; empty optionals are left out.
 */
final class JsonWriter {
    private final boolean brief;

    private JsonWriter(boolean brief) {
        this.brief = brief;
    }

    static String write(Record value) {
        return written(json -> new JsonWriter(false).write(json, value, false));
    }

    /** Leaves out, everywhere, the keys that have the value they would have without being written. */
    static String writeBriefly(Record value) {
        return written(json -> new JsonWriter(true).write(json, value, false));
    }

    /** Writes maps, lists, text, numbers and truth values; maps in their own order. */
    static String writeTree(Map<String, ?> tree) {
        return written(json -> writeTree(json, tree));
    }

    private static void writeTree(JsonGenerator json, Object value) {
        switch (value) {
            case Map<?, ?> entries -> {
                json.writeStartObject();
                entries.forEach((key, each) -> {
                    json.writeName((String) key);
                    writeTree(json, each);
                });
                json.writeEndObject();
            }
            case List<?> items -> {
                json.writeStartArray();
                items.forEach(item -> writeTree(json, item));
                json.writeEndArray();
            }
            default -> new JsonWriter(false).write(json, value, false);
        }
    }

    private static String written(Consumer<JsonGenerator> contents) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter pretty =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        ObjectWriteContext context = new ObjectWriteContext.Base() {
            @Override
            public PrettyPrinter getPrettyPrinter() {
                return pretty;
            }

            @Override
            public boolean hasPrettyPrinter() {
                return true;
            }
        };
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JsonFactory.builder().build().createGenerator(context, out)) {
            contents.accept(json);
        }
        return Shown.json(out.append('\n').toString());
    }

    private void write(JsonGenerator json, Object value, boolean text) {
        switch (value) {
            case String string -> json.writeString(string);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Boolean flag -> json.writeBoolean(flag);
            case Enum<?> constant -> json.writeString(Spelling.of(constant));
            case Optional<?> optional -> optional.ifPresentOrElse(it -> write(json, it, text), json::writeNull);
            case List<?> items -> {
                json.writeStartArray();
                items.forEach(item -> write(json, item, text));
                json.writeEndArray();
            }
            case Map<?, ?> entries -> map(json, entries, text);
            case Record nested -> record(json, nested, text);
            default -> throw new IllegalStateException("documents cannot hold values of " + value.getClass());
        }
    }

    private void map(JsonGenerator json, Map<?, ?> entries, boolean text) {
        Map<String, Object> sorted = new TreeMap<>();
        entries.forEach((key, value) -> sorted.put((String) key, value));
        json.writeStartObject();
        sorted.forEach((key, value) -> {
            json.writeName(key);
            write(json, value, text);
        });
        json.writeEndObject();
    }

    private void record(JsonGenerator json, Record value, boolean text) {
        RecordShape shape = RecordShape.of(value.getClass());
        if (text) {
            write(json, shape.components().getFirst().get(value), false);
            return;
        }
        json.writeStartObject();
        for (RecordShape.Component component : shape.components()) {
            Object it = component.get(value);
            if (!it.equals(Optional.empty()) && !(brief && isDefault(component, it))) {
                json.writeName(component.key());
                write(json, it, component.find(Text.class).isPresent());
            }
        }
        json.writeEndObject();
    }

    private static boolean isDefault(RecordShape.Component component, Object value) {
        return component.fallback().equals(Optional.of(value));
    }
}
