package dev.atoll.node.telemetry;

import dev.atoll.node.telemetry.Metric.Kind;
import dev.atoll.node.telemetry.Metric.Point;
import dev.atoll.node.telemetry.Metric.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/**
 * Metrics of one moment as an {@code ExportMetricsServiceRequest}.
 *
 * @param resource what they are about
 * @param micros the moment, since 1970
 * @param metrics what was measured
 */
record MetricsRequest(Map<String, String> resource, long micros, List<Metric> metrics) {
    /** AggregationTemporality of OTLP: all since the start, not since the last time. */
    private static final int CUMULATIVE = 2;

    MetricsRequest {
        resource = Map.copyOf(resource);
        metrics = List.copyOf(metrics);
    }

    /** How many values there are. */
    int points() {
        return metrics.stream().mapToInt(metric -> metric.points().size()).sum();
    }

    /** The request in JSON. */
    byte[] encoded() {
        return OtlpJson.written(json -> {
            json.writeStartObject();
            json.writeName("resourceMetrics");
            json.writeStartArray();
            json.writeStartObject();
            OtlpJson.resource(json, new TreeMap<>(resource));
            json.writeName("scopeMetrics");
            json.writeStartArray();
            json.writeStartObject();
            OtlpJson.scope(json);
            json.writeName("metrics");
            json.writeStartArray();
            metrics.forEach(metric -> write(json, metric));
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void write(JsonGenerator json, Metric metric) {
        json.writeStartObject();
        json.writeStringProperty("name", metric.name());
        json.writeStringProperty("unit", metric.unit());
        json.writeName(metric.kind() == Kind.GAUGE ? "gauge" : "sum");
        json.writeStartObject();
        if (metric.kind() != Kind.GAUGE) {
            json.writeNumberProperty("aggregationTemporality", CUMULATIVE);
            json.writeBooleanProperty("isMonotonic", metric.kind() == Kind.COUNTER);
        }
        json.writeName("dataPoints");
        json.writeStartArray();
        metric.points().forEach(point -> write(json, metric, point));
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void write(JsonGenerator json, Metric metric, Point point) {
        json.writeStartObject();
        if (metric.kind() != Kind.GAUGE) {
            json.writeStringProperty("startTimeUnixNano", OtlpJson.nanos(metric.since()));
        }
        json.writeStringProperty("timeUnixNano", OtlpJson.nanos(micros));
        switch (point.value()) {
            case Value.Whole(long value) -> json.writeStringProperty("asInt", Long.toString(value));
            case Value.Real(double value) -> json.writeNumberProperty("asDouble", value);
        }
        OtlpJson.attributes(json, new TreeMap<>(point.attributes()));
        json.writeEndObject();
    }
}
