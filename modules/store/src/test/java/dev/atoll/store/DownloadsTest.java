package dev.atoll.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.atoll.store.DownloadException.Reason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {
    private static final byte[] BYTES = random(300_000);
    private static final Digest DIGEST = Digest.of(BYTES);

    @TempDir
    Path root;

    private ContentStore store;
    private Downloads downloads;

    @BeforeEach
    void open() {
        store = ContentStore.open(root.resolve("store"));
        downloads = new Downloads(
                store, new DownloadSettings(4, 3, Duration.ofMillis(1), Duration.ofMillis(400)), Map.of());
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static Download of(URI... sources) {
        return new Download("thing", List.of(sources), DIGEST, BYTES.length);
    }

    private DownloadException failure(Download download) {
        AtomicReference<DownloadException> thrown = new AtomicReference<>();
        assertThatExceptionOfType(DownloadException.class)
                .isThrownBy(() -> downloads.fetch(List.of(download), DownloadProgress.NONE))
                .satisfies(thrown::set);
        assertThat(store.find(download.digest())).isEmpty();
        return thrown.get();
    }

    private long partSize() throws IOException {
        Path part = store.part(DIGEST);
        return Files.exists(part) ? Files.size(part) : -1;
    }

    @Test
    void fetchesManyAtOnceAndReportsProgress() throws Exception {
        try (TinyServer server = new TinyServer((exchange, from, n) ->
                TinyServer.send(exchange, contents(exchange.getRequestURI().getPath()), from))) {
            List<Download> wanted = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                byte[] bytes = contents("/" + i);
                wanted.add(new Download("n" + i, List.of(server.uri("/" + i)), Digest.of(bytes), bytes.length));
            }
            wanted.add(wanted.getFirst());
            List<Long> done = new ArrayList<>();
            AtomicInteger most = new AtomicInteger();
            List<Path> paths = downloads.fetch(wanted, (now, total, current) -> {
                done.add(now);
                most.accumulateAndGet(current.size(), Math::max);
                assertThat(total)
                        .isEqualTo(wanted.subList(0, 30).stream()
                                .mapToLong(Download::size)
                                .sum());
            });
            assertThat(paths).hasSize(31);
            for (int i = 0; i < 31; i++) {
                assertThat(Files.readAllBytes(paths.get(i))).isEqualTo(contents("/" + i % 30));
            }
            assertThat(done)
                    .isSorted()
                    .last()
                    .isEqualTo(wanted.subList(0, 30).stream()
                            .mapToLong(Download::size)
                            .sum());
            assertThat(most.get()).isBetween(1, 4);
            assertThat(server.ranges).hasSize(30);
            downloads.fetch(wanted, DownloadProgress.NONE);
            assertThat(server.ranges).hasSize(30);
        }
    }

    private static byte[] contents(String path) {
        return Arrays.copyOf(BYTES, 1000 + path.hashCode() % 50_000);
    }

    @Test
    void continuesAfterACutConnection() throws Exception {
        try (TinyServer server = new TinyServer((exchange, from, n) -> {
            if (n < 3) {
                TinyServer.sendAndCut(exchange, BYTES, from, 100_000);
            }
            TinyServer.send(exchange, BYTES, from);
        })) {
            downloads.fetch(List.of(of(server.uri("/a"))), DownloadProgress.NONE);
            assertThat(Files.readAllBytes(store.find(DIGEST).orElseThrow())).isEqualTo(BYTES);
            // A client may lose bytes that arrived just before a cut, so the exact places vary.
            List<Long> starts = starts(server);
            assertThat(starts).hasSize(3).isSorted().doesNotHaveDuplicates();
            assertThat(starts.getFirst()).isZero();
            assertThat(starts.getLast()).isLessThanOrEqualTo(200_000);
            assertThat(partSize()).isEqualTo(-1);
        }
    }

    /** Where the requests began, in bytes. */
    private static List<Long> starts(TinyServer server) {
        return server.ranges.stream()
                .map(range -> range.isEmpty() ? 0 : Long.parseLong(range.replaceAll("\\D", "")))
                .toList();
    }

    @Test
    void aConnectionCutAgainAndAgainIsAClearErrorAndALaterRunContinues() throws Exception {
        try (TinyServer server = new TinyServer((exchange, from, n) -> {
            if (n < 4) {
                TinyServer.sendAndCut(exchange, BYTES, from, 50_000);
            }
            TinyServer.send(exchange, BYTES, from);
        })) {
            DownloadException failure = failure(of(server.uri("/a")));
            assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(failure).hasMessageContaining("tried 3 times").hasMessageContaining("what has arrived is kept");
            long kept = partSize();
            assertThat(kept).isBetween(1L, 150_000L);
            downloads.fetch(List.of(of(server.uri("/a"))), DownloadProgress.NONE);
            assertThat(starts(server)).last().isEqualTo(kept);
            assertThat(store.find(DIGEST)).isPresent();
        }
    }

    @Test
    void wrongBytesAreNamedAndNotKept() throws Exception {
        byte[] other = BYTES.clone();
        other[5]++;
        try (TinyServer server = new TinyServer((exchange, from, n) -> TinyServer.send(exchange, other, from))) {
            DownloadException failure = failure(of(server.uri("/a")));
            assertThat(failure.reason()).isEqualTo(Reason.WRONG_BYTES);
            assertThat(failure.expected()).contains("SHA-256 " + DIGEST);
            assertThat(failure.found()).isEqualTo("SHA-256 " + Digest.of(other));
            assertThat(failure).hasMessageContaining("/a").hasMessageContaining("hint:");
            assertThat(partSize()).isEqualTo(-1);
        }
    }

    @Test
    void aBadPartOfAnEarlierRunIsFetchedAnew() throws Exception {
        Files.write(store.part(DIGEST), new byte[1000]);
        try (TinyServer server = new TinyServer((exchange, from, n) -> TinyServer.send(exchange, BYTES, from))) {
            downloads.fetch(List.of(of(server.uri("/a"))), DownloadProgress.NONE);
            assertThat(server.ranges).containsExactly("bytes=1000-", "");
            assertThat(store.find(DIGEST)).isPresent();
        }
    }

    @Test
    void aCompletePartNeedsNoServer() throws Exception {
        Files.write(store.part(DIGEST), BYTES);
        downloads.fetch(List.of(of(URI.create("http://127.0.0.1:1/"))), DownloadProgress.NONE);
        assertThat(store.find(DIGEST)).isPresent();
    }

    @Test
    void aServerThatIgnoresRangesIsReadFromTheStart() throws Exception {
        Files.write(store.part(DIGEST), Arrays.copyOf(BYTES, 1000));
        try (TinyServer server = new TinyServer((exchange, from, n) -> TinyServer.send(exchange, BYTES, 0))) {
            downloads.fetch(List.of(of(server.uri("/a"))), DownloadProgress.NONE);
            assertThat(server.ranges).containsExactly("bytes=1000-");
            assertThat(store.find(DIGEST)).isPresent();
        }
    }

    @Test
    void aRangeThatTheServerCannotSatisfyIsGivenUp() throws Exception {
        Files.write(store.part(DIGEST), new byte[2000]);
        try (TinyServer server = new TinyServer((exchange, from, n) -> {
            if (from > 0) {
                exchange.sendResponseHeaders(416, -1);
            } else {
                TinyServer.send(exchange, BYTES, 0);
            }
        })) {
            downloads.fetch(List.of(of(server.uri("/a"))), DownloadProgress.NONE);
            assertThat(server.ranges).containsExactly("bytes=2000-", "");
        }
    }

    @Test
    void aServerThatAnswersAnotherRangeIsNotBelieved() throws Exception {
        Files.write(store.part(DIGEST), Arrays.copyOf(BYTES, 1000));
        try (TinyServer server =
                new TinyServer((exchange, from, n) -> TinyServer.send(exchange, BYTES, from > 0 ? from + 5 : 0))) {
            downloads.fetch(List.of(of(server.uri("/a"))), DownloadProgress.NONE);
            assertThat(Files.readAllBytes(store.find(DIGEST).orElseThrow())).isEqualTo(BYTES);
        }
    }

    @Test
    void notOneByteTooManyIsKept() throws Exception {
        byte[] more = Arrays.copyOf(BYTES, BYTES.length + 1);
        for (boolean announced : List.of(true, false)) {
            try (TinyServer server = new TinyServer((exchange, from, n) -> {
                exchange.sendResponseHeaders(200, announced ? more.length : 0);
                exchange.getResponseBody().write(more);
            })) {
                DownloadException failure = failure(of(server.uri("/a")));
                assertThat(failure.reason()).isEqualTo(Reason.WRONG_BYTES);
                assertThat(failure.expected()).contains(BYTES.length + " bytes");
                assertThat(partSize()).isEqualTo(-1);
            }
        }
    }

    @Test
    void tooFewBytesAreAnError() throws Exception {
        byte[] less = Arrays.copyOf(BYTES, 10);
        try (TinyServer server = new TinyServer((exchange, from, n) -> {
            if (from >= less.length) {
                exchange.sendResponseHeaders(416, -1);
            } else {
                TinyServer.send(exchange, less, from);
            }
        })) {
            assertThat(failure(of(server.uri("/a"))).reason()).isEqualTo(Reason.UNREACHABLE);
        }
    }

    @Test
    void aSilentServerIsGivenUp() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (TinyServer server = new TinyServer((exchange, from, n) -> {
            exchange.sendResponseHeaders(200, BYTES.length);
            exchange.getResponseBody().write(BYTES, 0, 1000);
            exchange.getResponseBody().flush();
            end.await();
        })) {
            DownloadException failure = failure(of(server.uri("/a")));
            assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(failure).hasMessageContaining("no byte came for 400 ms");
            assertThat(partSize()).isEqualTo(1000);
        } finally {
            end.countDown();
        }
    }

    @Test
    void aSlowServerIsWaitedFor() throws Exception {
        try (TinyServer server = new TinyServer((exchange, from, n) -> {
            exchange.sendResponseHeaders(200, BYTES.length);
            for (int i = 0; i < 10; i++) {
                exchange.getResponseBody().write(BYTES, i * 30_000, 30_000);
                exchange.getResponseBody().flush();
                Thread.sleep(60);
            }
        })) {
            downloads.fetch(List.of(of(server.uri("/a"))), DownloadProgress.NONE);
            assertThat(server.ranges).hasSize(1);
        }
    }

    @Test
    void aMissingFileIsSaidAtOnceAndTheNextSourceIsTried() throws Exception {
        try (TinyServer server = new TinyServer((exchange, from, n) -> {
            if (exchange.getRequestURI().getPath().equals("/good")) {
                TinyServer.send(exchange, BYTES, from);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        })) {
            DownloadException failure = failure(of(server.uri("/bad")));
            assertThat(failure.reason()).isEqualTo(Reason.MISSING);
            assertThat(failure).hasMessageContaining("404");
            assertThat(server.ranges).hasSize(1);
            downloads.fetch(List.of(of(server.uri("/bad"), server.uri("/good"))), DownloadProgress.NONE);
            assertThat(store.find(DIGEST)).isPresent();
        }
    }

    @Test
    void aServersPassingFailureIsTriedAgain() throws Exception {
        try (TinyServer server = new TinyServer((exchange, from, n) -> {
            if (n < 3) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                TinyServer.send(exchange, BYTES, from);
            }
        })) {
            downloads.fetch(List.of(of(server.uri("/a"))), DownloadProgress.NONE);
            assertThat(server.ranges).hasSize(3);
        }
    }

    @Test
    void nobodyListeningIsAClearError() {
        DownloadException failure = failure(of(URI.create("http://127.0.0.1:1/a")));
        assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    }

    @Test
    void anInterruptedFetchLeavesOnlyItsPart() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        try (TinyServer server = new TinyServer((exchange, from, n) -> {
            exchange.sendResponseHeaders(200, BYTES.length);
            exchange.getResponseBody().write(BYTES, 0, 70_000);
            exchange.getResponseBody().flush();
            end.await();
        })) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Downloads patient =
                    new Downloads(store, new DownloadSettings(1, 3, Duration.ZERO, Duration.ofMinutes(1)), Map.of());
            Thread thread = Thread.ofPlatform().start(() -> {
                try {
                    patient.fetch(List.of(of(server.uri("/a"))), (done, total, current) -> {
                        if (done == 70_000) {
                            begun.countDown();
                        }
                    });
                } catch (RuntimeException e) {
                    thrown.set(e);
                }
            });
            begun.await();
            thread.interrupt();
            thread.join();
            assertThat(thrown.get()).isInstanceOf(DownloadException.class).hasMessageContaining("interrupted");
            assertThat(partSize()).isEqualTo(70_000);
            assertThat(StoreContents.of(store).files())
                    .extracting(StoredFile::path)
                    .containsExactly(store.part(DIGEST));
            assertThat(store.root().resolve("tmp")).isEmptyDirectory();
        } finally {
            end.countDown();
        }
    }

    @Test
    void twoFetchersOfTheSameFileDoNotDisturbEachOther() throws Exception {
        try (TinyServer server = new TinyServer((exchange, from, n) -> {
            exchange.sendResponseHeaders(200, BYTES.length);
            exchange.getResponseBody().write(BYTES, 0, 100_000);
            exchange.getResponseBody().flush();
            Thread.sleep(100);
            exchange.getResponseBody().write(BYTES, 100_000, 200_000);
        })) {
            Downloads other = new Downloads(ContentStore.open(store.root()));
            Thread thread =
                    Thread.ofVirtual().start(() -> other.fetch(List.of(of(server.uri("/a"))), DownloadProgress.NONE));
            downloads.fetch(List.of(of(server.uri("/a"))), DownloadProgress.NONE);
            thread.join();
            assertThat(Files.readAllBytes(store.find(DIGEST).orElseThrow())).isEqualTo(BYTES);
        }
    }

    @Test
    void filesOfThisMachineWorkToo() throws Exception {
        Path file = Files.write(root.resolve("a file"), BYTES);
        Files.write(store.part(DIGEST), Arrays.copyOf(BYTES, 1000));
        downloads.fetch(List.of(of(file.toUri())), DownloadProgress.NONE);
        assertThat(store.find(DIGEST)).isPresent();
        assertThat(downloads.fetchSmall(file.toUri(), BYTES.length)).isEqualTo(BYTES);
    }

    @Test
    void aSmallFileMayNotBeLarge() throws Exception {
        try (TinyServer server = new TinyServer((exchange, from, n) -> TinyServer.send(exchange, BYTES, 0))) {
            assertThat(downloads.fetchSmall(server.uri("/a"), BYTES.length)).isEqualTo(BYTES);
            assertThatExceptionOfType(DownloadException.class)
                    .isThrownBy(() -> downloads.fetchSmall(server.uri("/a"), BYTES.length - 1))
                    .withMessageContaining("at most 299999 bytes");
        }
    }

    @Test
    void proxiesComeFromTheEnvironment() throws Exception {
        try (TinyServer proxy = new TinyServer((exchange, from, n) -> TinyServer.send(exchange, BYTES, from))) {
            Map<String, String> environment =
                    Map.of("http_proxy", proxy.uri("").toString(), "NO_PROXY", "x.test,.y.test");
            Downloads through = new Downloads(store, DownloadSettings.DEFAULT, environment);
            assertThat(through.fetchSmall(URI.create("http://mirror.invalid/a"), 1 << 20))
                    .isEqualTo(BYTES);
            ProxyEnvironment selector = new ProxyEnvironment(environment);
            assertThat(selector.select(URI.create("http://a.test/")))
                    .first()
                    .asString()
                    .startsWith("HTTP");
            for (String host : List.of("x.test", "b.x.test", "b.y.test")) {
                assertThat(selector.select(URI.create("http://" + host + "/")))
                        .first()
                        .asString()
                        .isEqualTo("DIRECT");
            }
        }
    }
}
