package dev.atoll.packages.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.atoll.packages.deb.Compression;
import dev.atoll.packages.deb.MalformedPackageException;
import dev.atoll.packages.deb.TestDeb;
import dev.atoll.packages.openpgp.TestKey;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import dev.atoll.store.DownloadException;
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
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mirrors that lie: each is refused with the reason, nothing unbounded is read, and the store stays sound. */
class HostileRepositoryTest {
    private static final Instant NOW = TestKey.BORN.plus(Duration.ofDays(1));

    @TempDir
    Path directory;

    private TestRepository repository;
    private ContentStore store;
    private Downloads downloads;

    @BeforeEach
    void prepare() throws IOException {
        repository = new TestRepository(directory);
        store = ContentStore.open(directory.resolve("store"));
        downloads = new Downloads(store, new DownloadSettings(2, 1, Duration.ZERO, Duration.ofSeconds(5)), Map.of());
    }

    @AfterEach
    void theStoreIsSound() {
        assertThat(new StoreCheck(store).run(StoreContents.of(store).objects(), read -> {}))
                .isEmpty();
        assertThat(directory.resolve("store/tmp")).isEmptyDirectory();
    }

    private AptIndex load() {
        return load(repository.uri());
    }

    private AptIndex load(URI base) {
        return AptRepository.load(repository.source(), "amd64", List.of(base), store, downloads, NOW);
    }

    /** Signs a release file that lists one index as given, and puts the index where its digest says. */
    private void offer(byte[] index, Digest digest, String size) throws IOException {
        Path suite = repository.root.resolve("dists/trixie");
        Path byHash = suite.resolve("main/binary-amd64/by-hash/SHA256");
        Files.createDirectories(byHash);
        Files.write(byHash.resolve(digest.hex()), index);
        Files.writeString(
                suite.resolve("InRelease"),
                repository.key.clearSign(
                        repository.header + "SHA256:\n " + digest + " " + size + " main/binary-amd64/Packages.xz\n"));
    }

    private static byte[] xz(String text) throws IOException {
        return TestDeb.compress(Compression.XZ, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anOlderStateThanOneSeenBeforeIsRefused() throws IOException {
        repository.write();
        AptIndex first = load();
        repository.header("Date: Thu, 01 Jan 2026", "Date: Fri, 02 Jan 2026").write();
        AptIndex second = load();
        repository.header("Date: Fri, 02 Jan 2026", "Date: Thu, 01 Jan 2026").write();
        assertThatThrownBy(this::load)
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("of 2026-01-01T00:00:00Z, but this store has seen one of 2026-01-02T00:00:00Z")
                .hasMessageContaining("plays back an old state")
                .hasMessageContaining("remove " + store.root().resolve("notes/newest-release/main+trixie+"));
        assertThat(AptRepository.newestSeen(repository.source(), store)).contains(second.inReleaseDigest());
        // A lock still has the old state, without asking anybody.
        assertThat(StoredRepository.open(repository.source(), "amd64", first.inReleaseDigest(), store)
                        .load()
                        .date())
                .isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void theNoteThatIsNamedLetsAnOlderStateIn() throws IOException {
        repository.header("Date: Thu, 01 Jan 2026", "Date: Fri, 02 Jan 2026").write();
        load();
        repository.header("Date: Fri, 02 Jan 2026", "Date: Thu, 01 Jan 2026").write();
        assertThatThrownBy(this::load).isInstanceOf(RepositoryException.class);
        try (var notes = Files.list(store.root().resolve("notes/newest-release"))) {
            Files.delete(notes.findFirst().orElseThrow());
        }
        assertThat(load().packages()).hasSize(2);
    }

    @Test
    void anIndexThatIsLargerOrSmallerThanItIsSaidToBeIsRefused() throws IOException {
        byte[] index = xz(TestRepository.PACKAGES);
        offer(index, Digest.of(index), String.valueOf(index.length - 1));
        assertThatThrownBy(this::load).isInstanceOf(DownloadException.class).hasMessageContaining("bytes");
        offer(index, Digest.of(index), String.valueOf(index.length + 1));
        assertThatThrownBy(this::load).isInstanceOf(DownloadException.class).hasMessageContaining("bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "1099511627776", "1073741825"})
    void anIndexOfAnAbsurdSizeIsNotEvenAskedFor(String size) throws IOException {
        byte[] index = xz(TestRepository.PACKAGES);
        offer(index, Digest.of(index), size);
        assertThatThrownBy(this::load)
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("has " + size + " bytes");
        assertThat(directory.resolve("store/parts")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999999999999", "-5", "x"})
    void aSizeThatIsNoneIsRefused(String size) throws IOException {
        byte[] index = xz(TestRepository.PACKAGES);
        offer(index, Digest.of(index), size);
        assertThatThrownBy(this::load).isInstanceOf(RepositoryException.class).hasMessageContaining("a bad line");
    }

    @Test
    void wrongContentUnderTheRightHashIsRefused() throws IOException {
        byte[] index = xz(TestRepository.PACKAGES);
        byte[] other = xz(TestRepository.PACKAGES.replace("1:2-3", "1:2-4"));
        offer(Arrays.copyOf(other, index.length), Digest.of(index), String.valueOf(index.length));
        assertThatThrownBy(this::load)
                .isInstanceOf(DownloadException.class)
                .hasMessageContaining("expected SHA-256 " + Digest.of(index));
        assertThat(store.has(Digest.of(index))).isFalse();
    }

    @Test
    void aTruncatedIndexIsRefusedAlthoughItIsSigned() throws IOException {
        byte[] whole = xz(TestRepository.PACKAGES.repeat(100));
        byte[] index = Arrays.copyOf(whole, whole.length / 2);
        offer(index, Digest.of(index), String.valueOf(index.length));
        assertThatThrownBy(this::load)
                .isInstanceOf(MalformedPackageException.class)
                .hasMessageContaining("Packages.xz");
    }

    @Test
    void anIndexThatIsNotListedIsNamed() throws IOException {
        byte[] index = xz(TestRepository.PACKAGES);
        offer(index, Digest.of(index), String.valueOf(index.length));
        Path release = repository.root.resolve("dists/trixie/InRelease");
        Files.writeString(
                release,
                repository.key.clearSign(repository.header + "SHA256:\n " + Digest.of(index) + " 1 main/i18n\n"));
        assertThatThrownBy(this::load).hasMessageContaining("does not list main/binary-amd64/Packages");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "pool/../../x.deb",
                "/etc/passwd",
                "pool//x.deb",
                "pool/./x.deb",
                "pool/x.deb/",
                "pool\\..\\x.deb",
                "pool/\u0001.deb",
                ".."
            })
    void aPackageOutsideTheRepositoryIsRefused(String path) throws IOException {
        repository.packages = TestRepository.PACKAGES.replace("pool/main/a/a_2-3_amd64.deb", path);
        repository.write();
        assertThatThrownBy(() -> load().packages())
                .isInstanceOf(MalformedPackageException.class)
                .hasMessageContaining("a file outside the repository");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1099511627777", "9223372036854775807"})
    void aPackageOfAnAbsurdSizeIsRefused(String size) throws IOException {
        repository.packages = TestRepository.PACKAGES.replace("Size: 1234\n", "Size: " + size + "\n");
        repository.write();
        assertThatThrownBy(() -> load().packages())
                .isInstanceOf(MalformedPackageException.class)
                .hasMessageContaining("a file of " + size + " bytes");
    }

    @Test
    void redirectsWithoutEndAreGivenUp() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        int[] asked = {0};
        server.createContext("/", exchange -> {
            asked[0]++;
            exchange.getResponseHeaders().add("Location", root + "again");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
        try {
            assertThatThrownBy(() -> load(root))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining("the server answers 302");
            assertThat(asked[0]).isLessThan(20);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aReleaseFileWithoutEndIsGivenUp() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] block = new byte[1 << 16];
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 1 << 14; i++) { // a gigabyte, if anybody listens
                    out.write(block);
                }
            }
        });
        server.start();
        try {
            URI root = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            assertThatThrownBy(() -> load(root))
                    .isInstanceOf(RepositoryException.class)
                    .hasMessageContaining("more");
        } finally {
            server.stop(0);
        }
    }
}
