package dev.atoll.node.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.atoll.node.config.Telemetry.Compression;
import dev.atoll.node.config.Telemetry.Otlp;
import dev.atoll.node.config.Telemetry.Priority;
import dev.atoll.node.telemetry.JournalEntry.Message;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Inputs, and the judge of outputs: OpenTelemetry's own types. {@code small.export} became {@code small.journal} by {@code
 * systemd-journal-remote --compress=no -o small.journal small.export}, and that {@code small.json} by journalctl of systemd
 * 252 with {@code --output=json --all} and the fields that {@link JournalEntryReader#wanted} has.
 */
final class Fixtures {
    private Fixtures() {}

    static byte[] resource(String name) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/telemetry/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<JournalEntry> journal() {
        List<JournalEntry> entries = new ArrayList<>();
        JournalEntryReader reader = new JournalEntryReader();
        new String(resource("small.json"), StandardCharsets.UTF_8).lines().forEach(line -> {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            entries.add(reader.read(bytes, bytes.length));
        });
        return entries;
    }

    static JournalEntry entry(int number) {
        return new JournalEntry(
                "s=1;i=" + number,
                1_763_892_000_000_000L + number,
                1_763_892_000_000_000L + number,
                Optional.of(Priority.INFO),
                Optional.of(new Message.Text("line " + number)),
                Map.of("_SYSTEMD_UNIT", "web.service"));
    }

    /** A batch whose records say their numbers. */
    static Batch batch(int from, int to) {
        LogBatch batch = new LogBatch(Map.of("host.name", "node-1"));
        for (int number = from; number < to; number++) {
            batch.add("web.service", LogBatch.encoded(entry(number)));
        }
        return Batch.of(batch.request(), batch.records(), true, "s=1;i=" + (to - 1));
    }

    static Otlp otlp(URI endpoint) {
        return new Otlp(endpoint.toString(), Map.of(), Compression.GZIP, 10, Optional.empty());
    }

    /** Reads a request as every receiver does that is made from the protocol's own definition. */
    static ExportLogsServiceRequest logs(byte[] json) {
        ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
        try {
            JsonFormat.parser().merge(new String(json, StandardCharsets.UTF_8), request);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("not what the protocol defines: " + e.getMessage(), e);
        }
        return request.build();
    }

    static ExportMetricsServiceRequest metrics(byte[] json) {
        ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
        try {
            JsonFormat.parser().merge(new String(json, StandardCharsets.UTF_8), request);
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("not what the protocol defines: " + e.getMessage(), e);
        }
        return request.build();
    }

    /** All records of a request in their order. */
    static List<LogRecord> records(ExportLogsServiceRequest request) {
        return request.getResourceLogsList().stream()
                .flatMap(resource -> resource.getScopeLogsList().stream())
                .flatMap(scope -> scope.getLogRecordsList().stream())
                .toList();
    }
}
