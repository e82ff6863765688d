package dev.atoll.node.telemetry;

import dev.atoll.node.config.Telemetry.Priority;
import dev.atoll.node.telemetry.JournalEntry.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/**
 * Log records on their way into one {@code ExportLogsServiceRequest}, each encoded when it is added, so that the size is
 * known. Records of one service stand together in the order they came; a service is what OpenTelemetry calls a resource.
 * Not thread safe.
 */
final class LogBatch {
    /** More than what stands around the records of a service. */
    private static final int FRAMING = 128;

    private static final Pattern TRACE = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern SPAN = Pattern.compile("(?!0{16})[0-9a-f]{16}");

    private final Map<String, String> node;
    private final Map<String, ByteArrayOutputStream> services = new LinkedHashMap<>();
    private int records;
    private int bytes;
    private String cursor = "";

    /** @param node attributes of all records */
    LogBatch(Map<String, String> node) {
        this.node = Map.copyOf(node);
    }

    /** A record in JSON. */
    static byte[] encoded(JournalEntry entry) {
        return OtlpJson.written(json -> record(json, entry));
    }

    /** A record of the agent itself in JSON. */
    static byte[] encoded(long micros, Priority priority, String text) {
        return OtlpJson.written(json -> {
            json.writeStartObject();
            times(json, micros, micros);
            severity(json, priority);
            OtlpJson.value(json, "body", "stringValue", text);
            json.writeEndObject();
        });
    }

    /**
     * Adds a record.
     *
     * @param service that wrote it
     * @param record in JSON
     */
    void add(String service, byte[] record) {
        ByteArrayOutputStream out = services.computeIfAbsent(service, this::begin);
        if (out.size() > 0) {
            out.write(',');
        }
        out.writeBytes(record);
        records++;
        bytes += record.length + 1;
    }

    private ByteArrayOutputStream begin(String service) {
        bytes += head(service).length + FRAMING;
        return new ByteArrayOutputStream();
    }

    /** All up to this place in the journal is here, or is not sent. */
    void reach(String place) {
        cursor = place;
    }

    int records() {
        return records;
    }

    /** What the request will have at most, in bytes. */
    int bytes() {
        return bytes;
    }

    /** The place in the journal up to which entries are here; empty if none came. */
    String cursor() {
        return cursor;
    }

    /** The request. */
    byte[] request() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes + FRAMING);
        out.writeBytes(ascii("{\"resourceLogs\":["));
        String separator = "";
        for (Map.Entry<String, ByteArrayOutputStream> service : services.entrySet()) {
            out.writeBytes(ascii(separator));
            byte[] head = head(service.getKey());
            out.write(head, 0, head.length - 1);
            out.writeBytes(ascii(",\"scopeLogs\":[{\"scope\":{\"name\":\"" + OtlpJson.SCOPE + "\"},\"logRecords\":["));
            out.writeBytes(service.getValue().toByteArray());
            out.writeBytes(ascii("]}]}"));
            separator = ",";
        }
        out.writeBytes(ascii("]}"));
        return out.toByteArray();
    }

    /** An object with the resource of a service. */
    private byte[] head(String service) {
        Map<String, String> resource = new TreeMap<>(node);
        resource.put("service.name", service);
        return OtlpJson.written(json -> {
            json.writeStartObject();
            OtlpJson.resource(json, resource);
            json.writeEndObject();
        });
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static void record(JsonGenerator json, JournalEntry entry) {
        json.writeStartObject();
        times(json, entry.time(), entry.received());
        entry.priority().ifPresent(it -> severity(json, it));
        entry.message().ifPresent(message -> {
            switch (message) {
                case Message.Text(String text) -> OtlpJson.value(json, "body", "stringValue", text);
                case Message.Binary(String base64) -> OtlpJson.value(json, "body", "bytesValue", base64);
            }
        });
        json.writeName("attributes");
        json.writeStartArray();
        attributes(json, entry);
        json.writeEndArray();
        String trace = entry.fields().getOrDefault("TRACE_ID", "");
        String span = entry.fields().getOrDefault("SPAN_ID", "");
        if (TRACE.matcher(trace).matches()) {
            json.writeStringProperty("traceId", trace);
            if (SPAN.matcher(span).matches()) {
                json.writeStringProperty("spanId", span);
            }
        }
        json.writeEndObject();
    }

    private static void times(JsonGenerator json, long time, long observed) {
        json.writeStringProperty("timeUnixNano", OtlpJson.nanos(time));
        json.writeStringProperty("observedTimeUnixNano", OtlpJson.nanos(observed));
    }

    private static void severity(JsonGenerator json, Priority priority) {
        Severity severity = Severity.of(priority);
        json.writeNumberProperty("severityNumber", severity.number());
        json.writeStringProperty("severityText", severity.text());
    }

    private static void attributes(JsonGenerator json, JournalEntry entry) {
        OtlpJson.attribute(json, "log.record.uid", entry.cursor());
        number(json, entry, "_PID", "process.pid");
        text(json, entry, "_COMM", "process.executable.name");
        text(json, entry, "_EXE", "process.executable.path");
        text(json, entry, "SYSLOG_IDENTIFIER", "syslog.identifier");
        number(json, entry, "SYSLOG_FACILITY", "syslog.facility.code");
        text(json, entry, "CODE_FILE", "code.file.path");
        number(json, entry, "CODE_LINE", "code.line.number");
        text(json, entry, "CODE_FUNC", "code.function.name");
        text(json, entry, "CONTAINER_NAME", "container.name");
        text(json, entry, "CONTAINER_ID_FULL", "container.id");
        text(json, entry, "UNIT", "journald.unit");
        text(json, entry, "MESSAGE_ID", "journald.message_id");
    }

    private static void text(JsonGenerator json, JournalEntry entry, String field, String attribute) {
        String value = entry.fields().get(field);
        if (value != null && !value.isEmpty()) {
            OtlpJson.attribute(json, attribute, value);
        }
    }

    private static void number(JsonGenerator json, JournalEntry entry, String field, String attribute) {
        JournalEntryReader.number(entry.fields().get(field), Long.MAX_VALUE)
                .ifPresent(it -> OtlpJson.attribute(json, attribute, it));
    }
}
