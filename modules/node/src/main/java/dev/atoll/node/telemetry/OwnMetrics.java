package dev.atoll.node.telemetry;

import dev.atoll.node.telemetry.Metric.Kind;
import dev.atoll.node.telemetry.Metric.Point;
import dev.atoll.node.telemetry.Metric.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the agent tells of its own sending. */
final class OwnMetrics {
    private OwnMetrics() {}

    /** @param since when the service began, in microseconds since 1970 */
    static List<Metric> of(TelemetryStatus status, long since) {
        List<Point> records = new ArrayList<>();
        List<Point> waiting = new ArrayList<>();
        List<Point> failures = new ArrayList<>();
        status.logs().ifPresent(flow -> add("logs", flow, records, waiting, failures));
        status.metrics().ifPresent(flow -> add("metrics", flow, records, waiting, failures));
        records.add(point("logs", "skipped", status.skipped()));
        return List.of(
                new Metric("atoll.telemetry.records", "{record}", Kind.COUNTER, since, records),
                new Metric("atoll.telemetry.failures", "{request}", Kind.COUNTER, since, failures),
                new Metric("atoll.telemetry.queued", "{record}", Kind.UP_DOWN_COUNTER, since, waiting));
    }

    private static void add(
            String signal, TelemetryStatus.Flow flow, List<Point> records, List<Point> waiting, List<Point> failures) {
        records.add(point(signal, "sent", flow.sent()));
        records.add(point(signal, "rejected", flow.rejected()));
        records.add(point(signal, "dropped", flow.dropped()));
        waiting.add(new Point(Map.of("signal", signal), new Value.Whole(flow.queued())));
        failures.add(new Point(Map.of("signal", signal), new Value.Whole(flow.failures())));
    }

    private static Point point(String signal, String outcome, long count) {
        return new Point(Map.of("signal", signal, "outcome", outcome), new Value.Whole(count));
    }
}
