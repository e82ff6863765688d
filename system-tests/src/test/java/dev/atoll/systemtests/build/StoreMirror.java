package dev.atoll.systemtests.build;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.definition.LockedSource;
import dev.atoll.image.definition.Source;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * A mirror on this machine that serves what a lock names out of a store, with the archive's own signatures, and
 * misbehaves for one package. Both archives are served from the same root.
 */
final class StoreMirror implements AutoCloseable {
    enum Fault {
        NONE,
        WRONG_BYTES,
        CUT,
        /** A part comes, then nothing more. */
        STALL
    }

    private final HttpServer server;
    private final ContentStore store;
    private final Map<String, Digest> files = new ConcurrentHashMap<>();
    private final String faultyPath;
    private final Fault fault;
    private final Map<String, Integer> requests = new ConcurrentHashMap<>();
    private final List<String> rangesOfFaulty = new CopyOnWriteArrayList<>();
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    StoreMirror(Definition definition, Lock lock, ContentStore store, String faultyPackage, Fault fault)
            throws IOException {
        this.store = store;
        this.fault = fault;
        for (LockedSource locked : lock.sources()) {
            String suite = definition.sources().stream()
                    .filter(source -> source.name().equals(locked.name()))
                    .map(Source::suiteName)
                    .findFirst()
                    .orElseThrow();
            files.put("/dists/" + suite + "/InRelease", locked.inRelease());
        }
        lock.packages().forEach(item -> files.put("/" + item.path(), item.sha256()));
        this.faultyPath = lock.packages().stream()
                .filter(item -> item.name().equals(faultyPackage))
                .map(LockedPackage::path)
                .findFirst()
                .orElseThrow();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** The Range headers that asked for the faulty package, empty strings where there was none. */
    List<String> rangesOfFaulty() {
        return rangesOfFaulty;
    }

    /** How often each path was asked for. */
    Map<String, Integer> requests() {
        return Map.copyOf(requests);
    }

    /** Whether a client waits for bytes that will not come. */
    boolean stalled() {
        return stalled.getCount() == 0;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.merge(path, 1, Integer::sum);
            Digest digest = files.get(path);
            if (digest == null || store.find(digest).isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            Path file = store.find(digest).orElseThrow();
            boolean faulty = path.equals("/" + faultyPath);
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (faulty) {
                rangesOfFaulty.add(range == null ? "" : range);
            }
            send(exchange, file, range, faulty ? fault : Fault.NONE);
        }
    }

    /** Packages are large, and several builds want them at once. */
    private void send(HttpExchange exchange, Path file, String range, Fault how) throws IOException {
        long size = Files.size(file);
        long from = range == null ? 0 : Long.parseLong(range.replaceAll("^bytes=|-$", ""));
        if (range != null) {
            exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (size - 1) + "/" + size);
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, size - from);
        OutputStream out = exchange.getResponseBody();
        boolean cut = how == Fault.CUT || how == Fault.STALL;
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            if (how == Fault.WRONG_BYTES) {
                byte[] bytes = in.readAllBytes();
                bytes[bytes.length / 2] ^= 1;
                out.write(bytes);
            } else if (cut) {
                out.write(in.readNBytes((int) Math.min((size - from) / 3, 100_000)));
            } else {
                in.transferTo(out);
            }
        }
        out.flush();
        if (how == Fault.STALL) {
            stalled.countDown();
            awaitClose();
        }
        if (cut) {
            throw new IOException("cut");
        }
        out.close();
    }

    private void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
