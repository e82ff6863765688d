package dev.atoll.systemtests.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atoll.store.Digest;
import dev.atoll.systemtests.Command;
import dev.atoll.systemtests.OciArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What machines reach on this host: the archive of a container image with a web server, Debian's static busybox, and a
 * collector of logs.
 */
final class WebArchive implements AutoCloseable {
    private static final String PLACE = "http://10.0.2.2:8000";
    private static final String DIGEST = "0".repeat(64);

    private final HttpServer server;
    private final byte[] archive;
    private final List<String> logs = new CopyOnWriteArrayList<>();
    private volatile boolean away;

    private WebArchive(HttpServer server, byte[] archive) {
        this.server = server;
        this.archive = archive;
    }

    static WebArchive serve() throws IOException {
        byte[] archive = OciArchive.of("busybox", busybox(), "localhost/web:1");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/web.tar", exchange -> {
            exchange.sendResponseHeaders(200, archive.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(archive);
            } catch (IOException e) {
                // who only wanted to know the length has gone
            }
        });
        WebArchive web = new WebArchive(server, archive);
        server.createContext("/v1/", web::collect);
        server.start();
        return web;
    }

    private void collect(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body;
            try (InputStream in = exchange.getRequestBody()) {
                body = in.readAllBytes();
            }
            if (!away && exchange.getRequestURI().getPath().equals("/v1/logs")) {
                try (InputStream text = new GZIPInputStream(new ByteArrayInputStream(body))) {
                    logs.add(new String(text.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            exchange.sendResponseHeaders(away ? 503 : 200, away ? -1 : 2);
            if (!away) {
                exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** From now on. */
    void collectorIsAway(boolean now) {
        away = now;
    }

    /** What in the logs matches, each once, in the order in which it came; waits for so many. */
    List<String> entries(String pattern, int count, Duration limit) {
        Pattern wanted = Pattern.compile(pattern);
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            List<String> found = logs.stream()
                    .flatMap(text -> wanted.matcher(text).results().map(MatchResult::group))
                    .distinct()
                    .toList();
            if (found.size() >= count || System.nanoTime() > end) {
                return found;
            }
            try {
                Thread.sleep(Duration.ofSeconds(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** A document with this archive's address and digest in place of what stands in it. */
    String named(String document) {
        return document.replace(PLACE, "http://10.0.2.2:" + server.getAddress().getPort())
                .replace(DIGEST, Digest.of(archive).hex());
    }

    private static byte[] busybox() throws IOException {
        Path work = Files.createTempDirectory("atoll-busybox-");
        try {
            Command.of("sh", "-c", "cd " + work + " && apt-get -qq download busybox-static && dpkg-deb -x *.deb x")
                    .run()
                    .succeeded();
            for (String place : List.of("x/bin/busybox", "x/usr/bin/busybox")) {
                if (Files.exists(work.resolve(place))) {
                    return Files.readAllBytes(work.resolve(place));
                }
            }
            throw new AssertionError("no busybox in its package");
        } finally {
            try (Stream<Path> files = Files.walk(work)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
