package dev.atoll.store;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine that misbehaves as a test asks. */
final class TinyServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final List<String> ranges = new CopyOnWriteArrayList<>();

    TinyServer(Answer answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "" : range);
            try (exchange) {
                answer.to(exchange, range == null ? 0 : Long.parseLong(range.replaceAll("\\D", "")), ranges.size());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** Sends {@code bytes} from an offset on, as a server that knows ranges. */
    static void send(HttpExchange exchange, byte[] bytes, long from) throws IOException {
        int rest = (int) (bytes.length - from);
        exchange.getResponseHeaders()
                .add("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest);
        exchange.getResponseBody().write(bytes, (int) from, rest);
    }

    /** Promises everything from an offset on, and cuts the connection after some of it. */
    static void sendAndCut(HttpExchange exchange, byte[] bytes, long from, int count) throws IOException {
        exchange.getResponseHeaders()
                .add("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, bytes.length - from);
        exchange.getResponseBody().write(bytes, (int) from, count);
        exchange.getResponseBody().flush();
        throw new IOException("cut");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Answers the request with this number, from 1, which asks for the bytes from an offset on. */
    interface Answer {
        void to(HttpExchange exchange, long from, int number) throws IOException, InterruptedException;
    }
}
