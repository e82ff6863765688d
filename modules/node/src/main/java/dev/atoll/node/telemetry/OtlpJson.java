package dev.atoll.node.telemetry;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The parts that all of OTLP's JSON has: names in lower camel case, integers of 64 bits as text, constants as numbers; see
 * "JSON Protobuf Encoding" in the OpenTelemetry protocol specification.
 */
final class OtlpJson {
    /** Names what wrote the records. */
    static final String SCOPE = "dev.atoll.node.telemetry";

    private static final JsonFactory FACTORY = JsonFactory.builder().build();

    private OtlpJson() {}

    /** The JSON that is written, in UTF-8. */
    static byte[] written(Consumer<JsonGenerator> contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            contents.accept(json);
        }
        return out.toByteArray();
    }

    /** A list of attributes with text as their values, in the order of the map. */
    static void attributes(JsonGenerator json, Map<String, String> attributes) {
        json.writeName("attributes");
        json.writeStartArray();
        attributes.forEach((key, value) -> attribute(json, key, value));
        json.writeEndArray();
    }

    /** An attribute that is text. */
    static void attribute(JsonGenerator json, String key, String value) {
        attribute(json, key, "stringValue", value);
    }

    /** An attribute that is an integer. */
    static void attribute(JsonGenerator json, String key, long value) {
        attribute(json, key, "intValue", Long.toString(value));
    }

    private static void attribute(JsonGenerator json, String key, String kind, String value) {
        json.writeStartObject();
        json.writeStringProperty("key", key);
        value(json, "value", kind, value);
        json.writeEndObject();
    }

    /** A value of a kind ({@code stringValue}, {@code intValue}, {@code bytesValue} in base64). */
    static void value(JsonGenerator json, String name, String kind, String value) {
        json.writeName(name);
        json.writeStartObject();
        json.writeStringProperty(kind, value);
        json.writeEndObject();
    }

    /** What the records are about. */
    static void resource(JsonGenerator json, Map<String, String> attributes) {
        json.writeName("resource");
        json.writeStartObject();
        attributes(json, attributes);
        json.writeEndObject();
    }

    /** What wrote the records. */
    static void scope(JsonGenerator json) {
        json.writeName("scope");
        json.writeStartObject();
        json.writeStringProperty("name", SCOPE);
        json.writeEndObject();
    }

    /** A time that is given in microseconds since 1970, as OTLP has it. */
    static String nanos(long micros) {
        return Long.toString(Math.multiplyExact(micros, 1000L));
    }
}
