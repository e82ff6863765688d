package dev.atoll.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.atoll.node.config.Secret;
import dev.atoll.node.config.Telemetry.Compression;
import dev.atoll.node.config.Telemetry.Otlp;
import dev.atoll.node.config.Telemetry.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectorTest {
    @TempDir
    Path folder;

    private static Otlp otlp(String endpoint, Optional<Path> authorities) {
        return new Otlp(endpoint, Map.of(), Compression.GZIP, 1, authorities.map(Path::toString));
    }

    private Reply send(Otlp otlp) throws InterruptedException {
        return new Collector(otlp, folder, InstantSource.fixed(Instant.EPOCH)).send(Signal.LOGS, Fixtures.batch(0, 1));
    }

    /** A key and its certificate, made by the JDK's own tool. */
    private KeyStore key() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "k",
                        "-dname",
                        "CN=collector",
                        "-ext",
                        "san=dns:localhost",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "secret",
                        "-validity",
                        "2")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "secret".toCharArray());
        }
        return keys;
    }

    @Test
    void believesTheAuthoritiesOfItsFileAndNoOthers() throws Exception {
        KeyStore keys = key();
        Path pem = folder.resolve("ca.pem");
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getCertificate("k").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "secret".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        try (FakeCollector collector = new FakeCollector((HttpServer) server)) {
            String good = "https://localhost:" + collector.port();
            assertThat(send(otlp(good, Optional.of(pem)))).isInstanceOf(Reply.Accepted.class);
            assertThat(send(otlp(good, Optional.empty())))
                    .isInstanceOfSatisfying(
                            Reply.Unavailable.class,
                            it -> assertThat(it.reason()).contains("SSLHandshakeException"));
            assertThat(send(otlp("https://127.0.0.1:" + collector.port(), Optional.of(pem))))
                    .as("another name")
                    .isInstanceOf(Reply.Unavailable.class);
            Files.writeString(pem, "none");
            assertThat(send(otlp(good, Optional.of(pem))))
                    .isInstanceOfSatisfying(
                            Reply.Unavailable.class,
                            it -> assertThat(it.reason()).contains("no certificates"));
            assertThat(collector.bodies()).hasSize(1);
        }
    }

    /** Each byte comes in time, the answer never. */
    @Test
    void givesUpOnAnAnswerThatDrips() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread dripping = Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    OutputStream out = socket.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\nA: ".getBytes(StandardCharsets.US_ASCII));
                    while (true) {
                        out.write('a');
                        out.flush();
                        Thread.sleep(50);
                    }
                } catch (IOException | InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(send(otlp("http://127.0.0.1:" + server.getLocalPort(), Optional.empty())))
                    .isEqualTo(new Reply.Unavailable("no answer within 1 s", Optional.empty()));
            dripping.join();
        }
    }

    @Test
    void endsWhenItIsInterrupted() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            AtomicReference<Throwable> end = new AtomicReference<>();
            Otlp patient = new Otlp(
                    "http://127.0.0.1:" + server.getLocalPort(), Map.of(), Compression.GZIP, 300, Optional.empty());
            Thread sending = Thread.ofVirtual().start(() -> {
                try {
                    send(patient);
                } catch (InterruptedException e) {
                    end.set(e);
                }
            });
            server.accept();
            Thread.sleep(100);
            sending.interrupt();
            sending.join();
            assertThat(end.get()).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void secretsGoToNobodyInTheClear() {
        Map<String, Secret> headers = Map.of("X-Key", new Secret(Optional.of("key"), Optional.empty()));
        for (String endpoint : new String[] {"http://collector.example.org:4318", "http://127.example.org"}) {
            assertThatThrownBy(() -> new Otlp(endpoint, headers, Compression.GZIP, 1, Optional.empty()))
                    .hasMessageContaining("https");
        }
        assertThat(new Otlp("http://[::1]:4318", headers, Compression.GZIP, 1, Optional.empty()).credentials())
                .containsExactly(Map.entry("otlp-header-x-key", "key"));
        for (String endpoint :
                new String[] {"https://user:word@host", "https://host?a", "https://host#a", "https:///v1"}) {
            assertThatThrownBy(() -> new Otlp(endpoint, Map.of(), Compression.GZIP, 1, Optional.empty()))
                    .hasMessageContaining("endpoint");
        }
        assertThatThrownBy(() -> new Otlp(
                        "https://host",
                        Map.of("Host", new Secret(Optional.of("key"), Optional.empty())),
                        Compression.GZIP,
                        1,
                        Optional.empty()))
                .hasMessageContaining("itself");
    }
}
