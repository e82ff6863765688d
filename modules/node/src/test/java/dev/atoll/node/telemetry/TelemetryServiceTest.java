package dev.atoll.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.node.config.Telemetry;
import dev.atoll.node.config.Telemetry.Journal;
import dev.atoll.node.config.Telemetry.Metrics;
import dev.atoll.node.config.Telemetry.Priority;
import dev.atoll.node.config.Telemetry.Queue;
import dev.atoll.node.config.Telemetry.Signal;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TelemetryServiceTest {
    @TempDir
    Path folder;

    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    private TelemetryService service(FakeCollector collector, JournalFollower.Program journal, Signal... signals) {
        Telemetry config = new Telemetry(
                Fixtures.otlp(collector.uri()),
                List.of(signals),
                new Journal(List.of(), Priority.INFO),
                new Metrics(5),
                new Queue(16),
                Map.of("deployment.environment.name", "test"));
        TelemetryService.Surroundings surroundings = new TelemetryService.Surroundings(
                Path.of("/"), folder, journal, HostMetrics.ofMachine(), Duration.ZERO, InstantSource.system());
        return new TelemetryService(config, folder.resolve("state"), surroundings, warnings::add);
    }

    private static void until(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void sendsMeasurementsOfTheNodeAndOfItself() throws Exception {
        try (FakeCollector collector = new FakeCollector();
                TelemetryService service = service(collector, _ -> List.of("true"), Signal.METRICS)) {
            service.start();
            until(() -> !collector.metrics().isEmpty());
            assertThat(collector
                            .metrics()
                            .getFirst()
                            .getResourceMetrics(0)
                            .getScopeMetrics(0)
                            .getMetricsList())
                    .extracting(Metric::getName)
                    .contains("system.cpu.time", "atoll.telemetry.records", "atoll.telemetry.queued");
            until(() -> service.status().metrics().orElseThrow().sent() > 0);
            assertThat(service.status().logs()).isEmpty();
            assertThat(collector.wrong()).isEmpty();
        }
        assertThat(warnings).isEmpty();
    }

    /** journalctl reads a journal that systemd made; the service goes on after a restart where it was. */
    @Test
    @Tag("conformance")
    void sendsAJournalOnceOverRestarts() throws Exception {
        Path journal = folder.resolve("small.journal");
        byte[] packed = Fixtures.resource("small.journal.gz");
        Files.write(journal, new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes());
        JournalFollower.Program program = cursor -> {
            List<String> words = new ArrayList<>(JournalFollower.ofMachine(new Journal(List.of(), Priority.INFO))
                    .after(cursor));
            words.removeIf(word -> word.equals("--follow") || word.equals("--boot"));
            words.add("--file=" + journal);
            return words;
        };
        try (FakeCollector collector = new FakeCollector()) {
            for (int life = 0; life < 3; life++) {
                try (TelemetryService service = service(collector, program, Signal.LOGS)) {
                    service.start();
                    until(() -> collector.bodies().size() >= 9);
                    until(() -> service.status()
                                    .logs()
                                    .map(TelemetryStatus.Flow::queued)
                                    .orElse(1L)
                            == 0);
                    assertThat(service.status().skipped()).isZero();
                }
            }
            assertThat(collector.wrong()).isEmpty();
            assertThat(collector.bodies()).hasSize(9).contains("Linux version 6.12.57+deb13-amd64", "x".repeat(6000));
        }
    }

    /** A place that journalctl does not know would keep it from ever reading again. */
    @Test
    @Tag("conformance")
    void beginsAnewWhenThePlaceIsNone() throws Exception {
        Path journal = folder.resolve("small.journal");
        byte[] packed = Fixtures.resource("small.journal.gz");
        Files.write(journal, new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes());
        Path state = folder.resolve("state/logs");
        try (DiskQueue queue = DiskQueue.open(state, 1 << 20)) {
            queue.append(new Batch("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8), 0, false, "nowhere"));
        }
        JournalFollower.Program program = cursor -> cursor.isEmpty()
                ? List.of("journalctl", "--output=json", "--all", "--file=" + journal)
                : List.of("journalctl", "--output=json", "--file=" + journal, "--after-cursor=" + cursor);
        try (FakeCollector collector = new FakeCollector();
                TelemetryService service = service(collector, program, Signal.LOGS)) {
            service.start();
            until(() -> collector.bodies().size() >= 9);
            assertThat(warnings).anySatisfy(it -> assertThat(it).contains("Failed to seek to cursor"));
        }
    }

    @Test
    void aFolderThatCannotBeUsedIsTriedAgain() throws Exception {
        Files.writeString(folder.resolve("state"), "in the way");
        try (FakeCollector collector = new FakeCollector();
                TelemetryService service = service(collector, _ -> List.of("true"), Signal.METRICS)) {
            service.start();
            until(() -> !warnings.isEmpty());
            assertThat(warnings.getFirst()).contains("cannot be opened");
            Files.delete(folder.resolve("state"));
            until(() -> !collector.metrics().isEmpty());
        }
    }

    @Test
    void hostileLinesAreSkippedAndCounted() throws IOException, InterruptedException {
        Path lines = folder.resolve("lines");
        byte[] good = Fixtures.resource("small.json");
        StringBuilder hostile = new StringBuilder("{\n[[[[[\n\"\n");
        hostile.append("{\"__CURSOR\":\"").append("x".repeat(700_000)).append("\"}\n");
        hostile.append("{\"a\":").append("[".repeat(100_000)).append('\n');
        Files.writeString(lines, hostile);
        Files.write(lines, good, java.nio.file.StandardOpenOption.APPEND);
        try (DiskQueue queue = DiskQueue.open(folder.resolve("queue"), 16 << 20)) {
            Warnings limited = new Warnings(InstantSource.system(), Duration.ofMinutes(5), warnings::add);
            LogFeed feed = new LogFeed(
                    queue, Map.of(), Priority.DEBUG, true, Duration.ofHours(1), limited, InstantSource.system());
            JournalFollower follower = new JournalFollower(
                    _ -> List.of("cat", lines.toString()), feed, limited, new java.util.Random(1), Thread::sleep);
            follower.follow("");
            feed.flush();
            assertThat(feed.skipped()).isEqualTo(5);
            assertThat(queue.records()).isEqualTo(10);
            assertThat(queue.note()).contains(";i=a;");
            assertThat(warnings).hasSize(1);
        }
    }
}
