package dev.atoll.node.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.store.Digest;
import dev.atoll.store.DownloadException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchedFilesTest {
    private final Map<String, byte[]> served = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();

    @TempDir
    Path folder;

    private HttpServer server;
    private FetchedFiles fetched;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            byte[] body = served.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            if (body != null) {
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                } catch (IOException e) {
                    // the other side wanted to know the length only
                }
            }
            exchange.close();
        });
        server.start();
        fetched = new FetchedFiles(folder.resolve("state"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aFileIsThereOnceItsDigestWasVerified() throws IOException {
        String sha256 = offer("/motd", "hello");
        NodeConfig config = file("/motd", sha256);
        assertThat(fetched.missing(config)).extracting(Fetch::what).containsExactly("/etc/motd");
        assertThatThrownBy(() -> fetched.file(sha256)).hasMessageContaining("was not fetched");
        fetched.bring(config);
        assertThat(fetched.missing(config)).isEmpty();
        assertThat(fetched.file(sha256)).hasContent("hello");
    }

    @Test
    void whatIsHereNeedsNoServer() throws IOException {
        NodeConfig config = file("/motd", offer("/motd", "hello"));
        fetched.bring(config);
        int before = requests.get();
        server.stop(0);
        fetched.bring(config);
        assertThat(requests).hasValue(before);
    }

    @Test
    void otherBytesThanTheDigestSaysAreRefused() {
        String sha256 = offer("/motd", "hello");
        offer("/motd", "hellO");
        assertThatThrownBy(() -> fetched.bring(file("/motd", sha256)))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining(sha256);
        assertThat(fetched.missing(file("/motd", sha256))).hasSize(1);
    }

    @Test
    void whatTheServerDoesNotHaveIsNamed() {
        assertThatThrownBy(() -> fetched.bring(file("/gone", "a".repeat(64))))
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("/gone");
    }

    @Test
    void theArchiveOfAnImageGetsANameThatProgramsUnderstand() throws IOException {
        String sha256 = offer("/web.tar", "an archive");
        NodeConfig config = image("url: " + address("/web.tar"), sha256);
        fetched.bring(config);
        assertThat(folder.resolve("state/images/" + sha256 + ".tar")).hasContent("an archive");
    }

    @Test
    void anArchiveOnAVolumeIsVerifiedAndKept() throws IOException {
        Path archive = Files.writeString(folder.resolve("web.tar"), "an archive");
        String sha256 = Digest.of(Files.readAllBytes(archive)).hex();
        NodeConfig config = image("file: " + archive, sha256);
        Files.writeString(archive, "another");
        assertThatThrownBy(() -> fetched.bring(config)).isInstanceOf(DownloadException.class);
        Files.writeString(archive, "an archive");
        fetched.bring(config);
        Files.delete(archive);
        assertThat(fetched.missing(config)).isEmpty();
        assertThat(folder.resolve("state/images/" + sha256 + ".tar")).hasContent("an archive");
    }

    @Test
    void whatNoGenerationNamesGoesAway() throws IOException {
        String one = offer("/one", "one");
        String two = offer("/two", "two");
        fetched.bring(file("/one", one));
        fetched.bring(image("url: " + address("/two"), two));
        fetched.sweep(Set.of(new Digest(one)));
        assertThat(fetched.file(one)).hasContent("one");
        assertThatThrownBy(() -> fetched.file(two)).isInstanceOf(IllegalStateException.class);
        assertThat(folder.resolve("state/images/" + two + ".tar")).doesNotExist();
    }

    private String offer(String path, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        served.put(path, bytes);
        return Digest.of(bytes).hex();
    }

    private String address(String path) {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path;
    }

    private NodeConfig file(String path, String sha256) {
        return read("files: [{path: /etc/motd, url: \"" + address(path) + "\", sha256: " + sha256 + "}]");
    }

    private static NodeConfig image(String source, String sha256) {
        return read(
                "containers: [{name: web, image: localhost/web:1, archive: {" + source + ", sha256: " + sha256 + "}}]");
    }

    private static NodeConfig read(String text) {
        return NodeConfigReader.read("node.yaml", ("node: 1\n" + text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
