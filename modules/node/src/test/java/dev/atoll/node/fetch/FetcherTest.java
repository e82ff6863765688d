package dev.atoll.node.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server can do to somebody who fetches. */
@Timeout(60)
class FetcherTest {
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(5), Duration.ofMillis(1500), Duration.ofSeconds(4));

    @TempDir
    private Path folder;

    private LocalServer server;
    private final Fetcher fetcher = new Fetcher(Http.direct(PATIENCE));
    private final byte[] bytes = bytes();

    private static byte[] bytes() {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void listen() throws IOException {
        server = LocalServer.start();
    }

    @AfterEach
    void leave() {
        server.close();
    }

    private static String sha256(byte[] of) {
        return Digest.of(of).hex();
    }

    private byte[] small(String path, int most) {
        return fetcher.fetch(server.url(path), sha256(bytes), most);
    }

    private Path file() {
        Path part = folder.resolve("part");
        fetcher.fetch(server.url("/file"), sha256(bytes), part, 1 << 20);
        return part;
    }

    @Test
    void bringsWhatWasMeant() {
        server.serve("/file", bytes);
        assertThat(small("/file", 1 << 20)).isEqualTo(bytes);
        assertThat(file()).hasBinaryContent(bytes);
    }

    @Test
    void refusesAnotherFileAndKeepsNothingOfIt() {
        server.serve("/file", "another".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> small("/file", 1 << 20))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("not what was meant", sha256(bytes));
        assertThatThrownBy(this::file).isInstanceOf(FetchException.class);
        assertThat(folder.resolve("part")).isEmptyFile();
    }

    @Test
    void refusesMoreThanItMayHaveWhetherAnnouncedOrNot() {
        server.serve("/file", bytes);
        server.endless("/endless");
        assertThatThrownBy(() -> small("/file", 1000)).hasMessageContaining("larger than 1000 bytes");
        assertThatThrownBy(() -> small("/endless", 1000)).hasMessageContaining("larger than 1000 bytes");
        Path part = folder.resolve("part");
        assertThatThrownBy(() -> fetcher.fetch(server.url("/endless"), sha256(bytes), part, 100_000))
                .hasMessageContaining("larger than 100000 bytes");
        assertThat(part).isEmptyFile();
    }

    @Test
    void continuesWhatACutConnectionHasLeft() {
        server.on("/file", exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, 100_000);
            exchange.getResponseBody().flush();
        });
        assertThatThrownBy(this::file)
                .isInstanceOfSatisfying(
                        FetchException.class, it -> assertThat(it.mayPass()).isTrue());
        server.on("/file", this::range);
        assertThat(file()).hasBinaryContent(bytes);
        assertThat(server.asked().getLast().header("Range")).isEqualTo("bytes=100000-");
    }

    private void range(HttpExchange exchange) throws IOException {
        int from =
                Integer.parseInt(exchange.getRequestHeaders().getFirst("Range").replaceAll("bytes=([0-9]+)-", "$1"));
        exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-299999/300000");
        LocalServer.send(exchange, 206, Arrays.copyOfRange(bytes, from, bytes.length));
    }

    @Test
    void beginsAnewWhereWhatWasLeftIsWrong() throws IOException {
        Files.write(folder.resolve("part"), new byte[1000]);
        server.on("/file", exchange -> {
            if (exchange.getRequestHeaders().containsKey("Range")) {
                range(exchange);
            } else {
                LocalServer.send(exchange, 200, bytes);
            }
        });
        assertThat(file()).hasBinaryContent(bytes);
    }

    @Test
    void takesTheWholeFromAServerWithoutRanges() throws IOException {
        Files.write(folder.resolve("part"), Arrays.copyOf(bytes, 1000));
        server.serve("/file", bytes);
        assertThat(file()).hasBinaryContent(bytes);
    }

    @Test
    void findsAFileWholeThatWasOnlyNotRenamed() throws IOException {
        Files.write(folder.resolve("part"), bytes);
        server.status("/file", 416);
        assertThat(file()).hasBinaryContent(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 429, 408})
    void someAnswersMayPass(int status) {
        server.status("/file", status);
        assertThatThrownBy(() -> small("/file", 10))
                .isInstanceOfSatisfying(
                        FetchException.class, it -> assertThat(it.mayPass()).isTrue())
                .hasMessageContaining("answers " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void othersAreForGood(int status) {
        server.status("/file", status);
        assertThatThrownBy(() -> small("/file", 10))
                .isInstanceOfSatisfying(
                        FetchException.class, it -> assertThat(it.mayPass()).isFalse());
    }

    @Test
    void aServerThatIsNotThereMayComeUp() {
        String gone = server.url("/file");
        server.close();
        assertThatThrownBy(() -> fetcher.fetch(gone, sha256(bytes), 10))
                .isInstanceOfSatisfying(
                        FetchException.class, it -> assertThat(it.mayPass()).isTrue());
    }

    @Test
    void waitsNotForeverForAnAnswerOrForItsBytes() {
        server.on("/silent", _ -> sleep(20_000));
        server.on("/stalls", exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, 10);
            exchange.getResponseBody().flush();
            sleep(20_000);
        });
        assertThatThrownBy(() -> small("/silent", 1 << 20)).isInstanceOf(FetchException.class);
        assertThatThrownBy(() -> small("/stalls", 1 << 20)).hasMessageContaining("no byte came for 1500 ms");
    }

    @Test
    void aServerThatDripsIsCutOffInTheEnd() {
        server.on("/drips", exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            for (int i = 0; i < 200; i++) {
                exchange.getResponseBody().write(bytes, i, 1);
                exchange.getResponseBody().flush();
                sleep(100);
            }
        });
        assertThatThrownBy(() -> small("/drips", 1 << 20)).hasMessageContaining("it took too long");
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void followsNoRedirectionWithoutTls() {
        server.redirect("/file", server.url("/other")).serve("/other", bytes);
        assertThatThrownBy(() -> small("/file", 1 << 20)).hasMessageContaining("not from https to https");
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void followsRedirectionsOnTheSameHostWithTls() throws IOException {
        try (LocalServer tls = LocalServer.startTls();
                Http http = Http.through(
                        ProxySelector.of(null),
                        Optional.of(Trust.of(Optional.empty(), List.of(LocalServer.certificate()))),
                        PATIENCE)) {
            Fetcher trusting = new Fetcher(http);
            tls.redirect("/a", "/b")
                    .redirect("/b", tls.url("/c"))
                    .redirect("/c", "d")
                    .serve("/d", bytes);
            assertThat(trusting.fetch(tls.url("/a"), sha256(bytes), 1 << 20)).isEqualTo(bytes);
            tls.redirect("/0", "/a");
            assertThatThrownBy(() -> trusting.fetch(tls.url("/0"), sha256(bytes), 1 << 20))
                    .hasMessageContaining("too often");
            tls.redirect("/away", "https://127.0.0.1:1/x").redirect("/down", server.url("/file"));
            assertThatThrownBy(() -> trusting.fetch(tls.url("/away"), sha256(bytes), 1 << 20))
                    .hasMessageContaining("another host");
            assertThatThrownBy(() -> trusting.fetch(tls.url("/down"), sha256(bytes), 1 << 20))
                    .hasMessageContaining("not from https to https");
        }
    }

    @Test
    void believesNoServerWhoseAuthorityIsNotKnown() throws IOException {
        try (LocalServer tls = LocalServer.startTls()) {
            tls.serve("/file", bytes);
            assertThatThrownBy(() -> fetcher.fetch(tls.url("/file"), sha256(bytes), 1 << 20))
                    .isInstanceOf(FetchException.class);
            assertThat(tls.asked()).isEmpty();
        }
    }

    @Test
    void saysNothingOfWhatMayBeASecretInAUrl() {
        server.status("/file?token=secret", 404);
        assertThatThrownBy(() -> small("/file?token=secret", 10))
                .hasMessageContaining("/file?…")
                .hasMessageNotContaining("secret");
    }
}
