package dev.atoll.node.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A collector that reads requests by the protocol's own types, and answers as it is told. */
final class FakeCollector implements AutoCloseable {
    /** An answer. */
    record Answering(int status, Map<String, String> headers, String body, long delayMillis) {
        static Answering status(int status) {
            return new Answering(status, Map.of(), "", 0);
        }

        static Answering ok(String body) {
            return new Answering(200, Map.of("Content-Type", "application/json"), body, 0);
        }
    }

    private final HttpServer server;
    private final Deque<Answering> next = new ArrayDeque<>();
    private final List<ExportLogsServiceRequest> logs = new ArrayList<>();
    private final List<ExportMetricsServiceRequest> metrics = new ArrayList<>();
    private final List<Map<String, List<String>>> headers = new ArrayList<>();
    private final List<Throwable> wrong = new ArrayList<>();
    private int requests;

    FakeCollector() throws IOException {
        this(0);
    }

    FakeCollector(int port) throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
    }

    FakeCollector(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** What comes next is answered so, before all else is taken. */
    synchronized void answer(Answering... answers) {
        next.addAll(List.of(answers));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Answering answer = taken(exchange, body);
            if (answer.delayMillis() > 0) {
                Thread.sleep(answer.delayMillis());
            }
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] text = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), text.length == 0 ? -1 : text.length);
            if (text.length > 0) {
                exchange.getResponseBody().write(text);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Answering taken(HttpExchange exchange, byte[] body) throws IOException {
        requests++;
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
        Answering answer = next.isEmpty() ? Answering.ok("{\"partialSuccess\":{}}") : next.poll();
        boolean gzip = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        byte[] json = gzip ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
        try {
            switch (exchange.getRequestURI().getPath()) {
                case "/v1/logs" -> {
                    ExportLogsServiceRequest request = Fixtures.logs(json);
                    if (answer.status() == 200) {
                        logs.add(request);
                    }
                }
                case "/v1/metrics" -> {
                    ExportMetricsServiceRequest request = Fixtures.metrics(json);
                    if (answer.status() == 200) {
                        metrics.add(request);
                    }
                }
                default -> throw new AssertionError("a request for " + exchange.getRequestURI());
            }
        } catch (AssertionError e) {
            wrong.add(e);
            return Answering.status(400);
        }
        return answer;
    }

    synchronized int requests() {
        return requests;
    }

    synchronized List<Throwable> wrong() {
        return List.copyOf(wrong);
    }

    synchronized List<Map<String, List<String>>> headers() {
        return List.copyOf(headers);
    }

    synchronized List<ExportMetricsServiceRequest> metrics() {
        return List.copyOf(metrics);
    }

    /** What it took, in the order it came. */
    synchronized List<String> bodies() {
        return logs.stream()
                .flatMap(request -> Fixtures.records(request).stream())
                .map(LogRecord::getBody)
                .map(body -> body.getStringValue())
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
