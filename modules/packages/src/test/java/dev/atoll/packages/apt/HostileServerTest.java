package dev.atoll.packages.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atoll.packages.deb.Compression;
import dev.atoll.packages.deb.TestDeb;
import dev.atoll.packages.openpgp.TestKey;
import dev.atoll.packages.payload.PayloadStore;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import dev.atoll.store.Download;
import dev.atoll.store.DownloadException;
import dev.atoll.store.DownloadProgress;
import dev.atoll.store.DownloadSettings;
import dev.atoll.store.Downloads;
import dev.atoll.store.StoreCheck;
import dev.atoll.store.StoreContents;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server over real HTTP that turns hostile once. After each attempt the store is whole, no part of a file is left, and
 * the same store takes the good repository again.
 */
class HostileServerTest {
    private static final String IN_RELEASE = "/InRelease";
    private static final String INDEX = "/by-hash/";
    private static final String DATE = "Date: Thu, 01 Jan 2026";

    @TempDir
    private Path directory;

    private TestRepository repository;
    private HttpServer server;
    private ContentStore store;
    private Downloads downloads;
    private String tampered = "none";
    private UnaryOperator<byte[]> tamper = UnaryOperator.identity();
    private boolean endless;

    @BeforeEach
    void serve() throws IOException {
        repository = new TestRepository(directory).write();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        store = ContentStore.open(directory.resolve("store"));
        downloads = new Downloads(store, new DownloadSettings(2, 1, Duration.ZERO, Duration.ofSeconds(5)), Map.of());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Path file = repository.root.resolve(path.substring(1));
        try (exchange) {
            if (!Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            boolean hostile = path.contains(tampered);
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(hostile ? tamper.apply(bytes) : bytes);
                byte[] more = new byte[1 << 16];
                for (int i = 0; hostile && endless && i < 1 << 14; i++) { // a gigabyte, if anybody listens
                    out.write(more);
                }
            }
        }
    }

    private AptIndex load() {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        return AptRepository.load(
                repository.source(), "amd64", List.of(uri), store, downloads, TestKey.BORN.plus(Duration.ofDays(1)));
    }

    private void change(String files, UnaryOperator<byte[]> how) {
        tampered = files;
        tamper = how;
    }

    /** Serves a release file that the right key has signed. */
    private void sign(UnaryOperator<String> changeOfText) throws IOException {
        String good = Files.readString(repository.root.resolve("dists/trixie/InRelease"));
        String text = good.substring(good.indexOf("\n\n") + 2, good.indexOf("-----BEGIN PGP SIGNATURE"));
        byte[] signed = repository.key.clearSign(changeOfText.apply(text)).getBytes(StandardCharsets.UTF_8);
        change(IN_RELEASE, bytes -> signed);
    }

    private void refused(Class<? extends RuntimeException> type, String... why) {
        assertThatThrownBy(this::load)
                .isInstanceOf(type)
                .hasMessageContainingAll(why)
                .hasMessageContaining("hint:")
                .message()
                .matches(text -> text.codePoints().allMatch(c -> c == '\n' || c >= ' '), "no control characters");
        wholeWithoutParts();
        tampered = "none";
        endless = false;
        assertThat(load().packages()).hasSize(2);
        assertThat(directory.resolve("store/parts")).isEmptyDirectory();
    }

    @Test
    void refusesAReleaseThatHasExpired() throws IOException {
        sign(text -> text.replace("Valid-Until: Thu, 08 Jan", "Valid-Until: Thu, 01 Jan"));
        refused(RepositoryException.class, "has expired, 2026-01-01T00:00:00Z", "out of date, or the clock is wrong");
    }

    @Test
    void refusesAReplayOfAnOlderState() throws IOException {
        load();
        sign(text -> text.replace(DATE, "Date: Wed, 31 Dec 2025"));
        refused(RepositoryException.class, "2025-12-31", "has seen one of 2026-01-01", "plays back an old state");
    }

    @Test
    void refusesAReleaseChangedAfterItWasSigned() {
        change(
                IN_RELEASE,
                bytes -> text(bytes).replace("Label: Debian", "Label: Debiam").getBytes(StandardCharsets.UTF_8));
        refused(RepositoryException.class, "cannot trust the signed text");
    }

    @Test
    void refusesAReleaseSignedByAnother() {
        TestKey other = TestKey.make(Duration.ZERO);
        byte[] forged = other.clearSign(repository.header + "SHA256:\n").getBytes(StandardCharsets.UTF_8);
        change(IN_RELEASE, bytes -> forged);
        refused(
                RepositoryException.class,
                "cannot trust the signed text",
                repository.key.pinned().fingerprints().getFirst());
    }

    @Test
    void refusesAReleaseWithoutTheHashOfTheIndex() throws IOException {
        sign(text -> text.replace("main/binary-amd64", "main/binary-arm64"));
        refused(RepositoryException.class, "does not list main/binary-amd64/Packages");
    }

    @Test
    void refusesAReleaseWithWeakHashesOnly() throws IOException {
        sign(text -> text.replace("SHA256:", "MD5Sum:"));
        refused(RepositoryException.class, "has no SHA-256 of any index", "MD5");
    }

    @Test
    void refusesAReleaseThatListsAnIndexTwiceWithDifferentHashes() throws IOException {
        String line = " " + Digest.of(new byte[1]) + " 1 main/binary-amd64/Packages.gz\n";
        sign(text -> text + line);
        refused(RepositoryException.class, "a bad line");
    }

    @Test
    void refusesAPageInPlaceOfARelease() {
        change(IN_RELEASE, bytes -> "<html>\u001b[2J log in</html>".getBytes(StandardCharsets.UTF_8));
        refused(RepositoryException.class, "no mirror serves trixie");
    }

    @Test
    void refusesAReleaseThatIsCut() {
        change(IN_RELEASE, bytes -> Arrays.copyOf(bytes, bytes.length / 2));
        refused(RepositoryException.class, "no mirror serves trixie");
    }

    @Test
    void refusesAReleaseWithoutEnd() {
        change(IN_RELEASE, UnaryOperator.identity());
        endless = true;
        refused(RepositoryException.class, "no mirror serves trixie");
    }

    @Test
    void refusesOtherBytesUnderTheNameOfAHash() {
        change(INDEX, bytes -> new byte[bytes.length]);
        refused(DownloadException.class, "expected SHA-256", "nothing of it was kept");
    }

    @Test
    void refusesAnIndexWithMoreBytesThanTold() {
        change(INDEX, bytes -> Arrays.copyOf(bytes, bytes.length + 1));
        refused(DownloadException.class, "bytes");
    }

    @Test
    void refusesAnIndexWithoutEnd() {
        change(INDEX, UnaryOperator.identity());
        endless = true;
        refused(DownloadException.class, "bytes");
    }

    @Test
    void refusesAPackageThatIsNotTheOneListed() throws IOException {
        byte[] deb = TestDeb.rich().build(Compression.XZ);
        String path = "pool/main/a/a_2-3_amd64.deb";
        Path file = repository.root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.write(file, deb);
        repository.packages = TestRepository.PACKAGES
                .replace("Size: 1234\n", "Size: " + deb.length + "\n")
                .replace("0".repeat(63) + "1", Digest.of(deb).hex());
        repository.write();
        AptIndex index = load();
        Download wanted = index.download(index.packages().getFirst());
        byte[] other = deb.clone();
        other[other.length / 2] ^= 1;
        for (byte[] served : List.of(other, Arrays.copyOf(deb, deb.length + 1), new byte[deb.length])) {
            change(path, bytes -> served);
            assertThatThrownBy(() -> downloads.fetch(List.of(wanted), DownloadProgress.NONE))
                    .isInstanceOf(DownloadException.class)
                    .hasMessageContaining("hint:");
            wholeWithoutParts();
            assertThat(store.has(Digest.of(deb))).isFalse();
        }
        change("none", UnaryOperator.identity());
        downloads.fetch(List.of(wanted), DownloadProgress.NONE);
        Path kept = store.find(Digest.of(deb)).orElseThrow();
        assertThat(new PayloadStore(store).unpack(Digest.of(deb), kept).entries())
                .isNotEmpty();
        wholeWithoutParts();
    }

    private void wholeWithoutParts() {
        assertThat(new StoreCheck(store).run(StoreContents.of(store).objects(), read -> {}))
                .isEmpty();
        assertThat(directory.resolve("store/tmp")).isEmptyDirectory();
        assertThat(directory.resolve("store/parts")).isEmptyDirectory();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
