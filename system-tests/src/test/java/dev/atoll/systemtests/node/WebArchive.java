package dev.atoll.systemtests.node;

import com.sun.net.httpserver.HttpServer;
import dev.atoll.store.Digest;
import dev.atoll.systemtests.Command;
import dev.atoll.systemtests.OciArchive;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The archive of a container image with a web server, Debian's static busybox, on a server that machines reach. */
final class WebArchive implements AutoCloseable {
    private static final String PLACE = "http://10.0.2.2:8000/";
    private static final String DIGEST = "0".repeat(64);

    private final HttpServer server;
    private final byte[] archive;

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
        server.start();
        return new WebArchive(server, archive);
    }

    /** A document with this archive's address and digest in place of what stands in it. */
    String named(String document) {
        return document.replace(PLACE, "http://10.0.2.2:" + server.getAddress().getPort() + "/")
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
