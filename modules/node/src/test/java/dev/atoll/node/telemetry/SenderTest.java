package dev.atoll.node.telemetry;

import static dev.atoll.node.telemetry.FakeCollector.Answering.ok;
import static dev.atoll.node.telemetry.FakeCollector.Answering.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.node.config.Secret;
import dev.atoll.node.config.Telemetry.Compression;
import dev.atoll.node.config.Telemetry.Otlp;
import dev.atoll.node.config.Telemetry.Signal;
import dev.atoll.node.telemetry.FakeCollector.Answering;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SenderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path folder;

    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());
    private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> lost = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore rested = new Semaphore(0);
    private FakeCollector collector;
    private DiskQueue queue;
    private Sender sender;
    private Thread thread;

    @BeforeEach
    void listens() throws IOException {
        collector = new FakeCollector();
        queue = DiskQueue.open(folder.resolve("queue"), 16 << 20);
    }

    @AfterEach
    void ends() throws Exception {
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
        queue.close();
        collector.close();
        assertThat(collector.wrong()).isEmpty();
    }

    private void begin(Otlp otlp) {
        InstantSource clock = InstantSource.fixed(NOW);
        Collector client = new Collector(otlp, folder, clock);
        sender = new Sender(
                Signal.LOGS,
                queue,
                client,
                new Warnings(clock, Duration.ofMinutes(5), warnings::add),
                clock,
                new Random(1),
                wait -> {
                    waits.add(wait);
                    rested.release();
                    Thread.sleep(wait.isZero() ? 0 : 20);
                },
                lost::add);
        thread = Thread.ofVirtual().start(sender);
    }

    private void begin() {
        begin(Fixtures.otlp(collector.uri()));
    }

    /** Waits until that many requests were made and answered. */
    private void requests(int count) throws InterruptedException {
        assertThat(rested.tryAcquire(count, 30, TimeUnit.SECONDS)).isTrue();
    }

    private static List<String> lines(int to) {
        return IntStream.range(0, to).mapToObj(i -> "line " + i).toList();
    }

    @Test
    void sendsAllInOrder() throws Exception {
        for (int i = 0; i < 10; i++) {
            queue.append(Fixtures.batch(i * 5, i * 5 + 5));
        }
        begin();
        requests(10);
        assertThat(collector.bodies()).isEqualTo(lines(50));
        assertThat(queue.records()).isZero();
        assertThat(sender.counts()).isEqualTo(new Counts(50, 0, 0, Optional.of(NOW), Optional.empty()));
        assertThat(collector.headers().getFirst().get("Content-type")).containsExactly("application/json");
        assertThat(collector.headers().getFirst().get("Content-encoding")).containsExactly("gzip");
    }

    @Test
    void anOutageLosesNothingAndKeepsTheOrder() throws Exception {
        int port = collector.port();
        collector.close();
        begin();
        for (int i = 0; i < 20; i++) {
            queue.append(Fixtures.batch(i * 5, i * 5 + 5));
        }
        requests(3);
        assertThat(sender.counts().failures()).isGreaterThanOrEqualTo(3);
        assertThat(sender.counts().lastFailure()).isPresent();
        assertThat(queue.records()).isEqualTo(100);
        assertThat(warnings).hasSize(1).first().asString().contains("logs wait");
        collector = new FakeCollector(port);
        while (queue.records() > 0) {
            requests(1);
        }
        assertThat(collector.bodies()).isEqualTo(lines(100));
        assertThat(sender.counts().lastFailure()).isEmpty();
        assertThat(waits.get(0)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(waits.get(2)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void waitsAsLongAsTheCollectorSays() throws Exception {
        queue.append(Fixtures.batch(0, 5));
        collector.answer(
                new Answering(429, Map.of("Retry-After", "7"), "", 0),
                new Answering(503, Map.of("Retry-After", "Mon, 23 Nov 2026 10:00:42 GMT"), "", 0),
                new Answering(503, Map.of("Retry-After", "99999999999"), "", 0),
                new Answering(504, Map.of("Retry-After", "soon"), "", 0),
                status(502));
        begin();
        requests(6);
        assertThat(waits.subList(0, 3))
                .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(42), Answer.LONGEST_WAIT);
        assertThat(waits.get(3)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(waits.get(4)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(16));
        assertThat(waits.get(5)).isZero();
        assertThat(collector.bodies()).isEqualTo(lines(5));
    }

    @Test
    void whatIsRefusedIsNotSentAgain() throws Exception {
        queue.append(Fixtures.batch(0, 5));
        queue.append(Fixtures.batch(5, 10));
        queue.append(Fixtures.batch(10, 20));
        queue.append(Fixtures.batch(20, 21));
        collector.answer(
                status(401),
                new Answering(302, Map.of("Location", collector.uri() + "/v1/elsewhere"), "", 0),
                ok("{\"partialSuccess\":{\"rejectedLogRecords\":\"3\",\"errorMessage\":\"too old\"}}"));
        begin();
        requests(4);
        assertThat(collector.requests()).isEqualTo(4);
        assertThat(sender.counts().sent()).isEqualTo(8);
        assertThat(sender.counts().rejected()).isEqualTo(13);
        assertThat(warnings).hasSize(1).first().asString().contains("status 401");
    }

    @Test
    void anAnswerThatIsNoJsonIsOneToo() throws Exception {
        for (int i = 0; i < 4; i++) {
            queue.append(Fixtures.batch(i, i + 1));
        }
        collector.answer(ok("thanks"), ok("{\"partialSuccess\":["), ok("[".repeat(5000)), ok(" ".repeat(200_000)));
        begin();
        requests(4);
        assertThat(collector.bodies()).isEqualTo(lines(4));
        assertThat(sender.counts().sent()).isEqualTo(4);
    }

    @Test
    void aSlowCollectorIsAskedAgain() throws Exception {
        queue.append(Fixtures.batch(0, 5));
        collector.answer(new Answering(503, Map.of(), "", 4000));
        begin(new Otlp(collector.uri().toString(), Map.of(), Compression.GZIP, 1, Optional.empty()));
        requests(2);
        assertThat(sender.counts().failures()).isPositive(); // a loaded machine makes further ones slow too
        assertThat(new TreeSet<>(collector.bodies())).isEqualTo(new TreeSet<>(lines(5)));
        assertThat(warnings.getFirst()).contains("no answer within 1 s");
    }

    @Test
    void tellsWhatWasDroppedOnceTheCollectorIsBack() throws Exception {
        queue.close();
        queue = DiskQueue.open(folder.resolve("small"), 64 << 10);
        for (int i = 0; i < 600; i++) {
            queue.append(Fixtures.batch(i, i + 1));
        }
        long dropped = queue.dropped();
        assertThat(dropped).isPositive();
        begin();
        while (queue.records() > 0) {
            requests(1);
        }
        assertThat(lost).containsExactly(dropped);
        assertThat(queue.unreported()).isZero();
        assertThat(collector.bodies()).isEqualTo(lines(600).subList((int) dropped, 600));
    }

    @Test
    void secretsComeFromCredentialsAndAreNeverTold() throws Exception {
        Secret secret = new Secret(Optional.of("token"), Optional.empty());
        Otlp otlp = new Otlp(
                collector.uri().toString(), Map.of("Authorization", secret), Compression.NONE, 10, Optional.empty());
        assertThat(otlp.credentials()).containsExactly(Map.entry("otlp-header-authorization", "token"));
        Path file = folder.resolve("otlp-header-authorization");
        Files.writeString(file, "Bearer gehe\u0001im\n");
        queue.append(Fixtures.batch(0, 1));
        begin(otlp);
        requests(1);
        assertThat(warnings.getFirst()).contains("Authorization").doesNotContain("gehe");
        Files.writeString(file, "Bearer geheim\n");
        while (queue.records() > 0) {
            requests(1);
        }
        assertThat(collector.headers()).hasSize(1);
        assertThat(collector.headers().getFirst().get("Authorization")).containsExactly("Bearer geheim");
    }

    @Test
    void aMissingSecretIsWaitedFor() throws Exception {
        Secret secret = new Secret(Optional.empty(), Optional.of("/etc/token"));
        queue.append(Fixtures.batch(0, 1));
        begin(new Otlp(
                URI.create("http://localhost:" + collector.port()).toString(),
                Map.of("X-Key", secret),
                Compression.GZIP,
                10,
                Optional.empty()));
        requests(2);
        assertThat(collector.requests()).isZero();
        assertThat(queue.records()).isOne();
        assertThat(warnings.getFirst()).contains("X-Key").contains("NoSuchFileException");
    }
}
