package dev.atoll.packages.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.packages.openpgp.TestKey;
import dev.atoll.store.ContentStore;
import dev.atoll.store.DownloadSettings;
import dev.atoll.store.Downloads;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorFinderTest {
    private static final Instant NOW = TestKey.BORN.plus(Duration.ofDays(1));

    @TempDir
    Path directory;

    private TestRepository repository;
    private Path apt;
    private MirrorFinder finder;

    @BeforeEach
    void prepare() throws IOException {
        repository = new TestRepository(directory).write();
        apt = Files.createDirectories(directory.resolve("etc/sources.list.d")).getParent();
        ContentStore store = ContentStore.open(directory.resolve("store"));
        finder = new MirrorFinder(
                new Downloads(store, new DownloadSettings(2, 1, Duration.ZERO, Duration.ofSeconds(5)), Map.of()), apt);
    }

    private List<URI> find(URI... named) {
        return finder.find(repository.source(), List.of(named), NOW);
    }

    @Test
    void theUsersMirrorComesFirst() throws IOException {
        Files.writeString(apt.resolve("sources.list"), "deb file:///nowhere trixie main\n");
        assertThat(find(repository.uri())).containsExactly(repository.uri());
    }

    @Test
    void theMachinesOwnListsAreReadAndThoseOfOthersDoNoHarm() throws IOException {
        Files.writeString(
                apt.resolve("sources.list"),
                "# comment\ndeb-src file:///src trixie main\ndeb [arch=amd64 signed-by=/k] cdrom:[Debian]/ trixie main\n"
                        + "deb http://[broken trixie main\n");
        Files.writeString(apt.resolve("sources.list.d/other.list"), "deb file:///elsewhere stable main # cloud\n");
        Files.writeString(
                apt.resolve("sources.list.d/zz.sources"),
                "Types: deb\nURIs: " + repository.uri() + "\nSuites: bookworm bookworm-updates\nComponents: main\n"
                        + "Signed-By:\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n xyz\n\nnonsense");
        Files.writeString(
                apt.resolve("sources.list.d/debian.sources"),
                "Types: deb deb-src\n# why\nURIs: file:///off\nSuites: trixie\nEnabled: no\n\nTypes: deb\nURIs: "
                        + repository.uri() + " file:///second\nSuites: bookworm\nComponents: main\n");
        assertThat(find()).containsExactly(repository.uri());
        assertThat(AptConfiguration.read(apt).entries())
                .extracting(AptConfiguration.Entry::uri)
                .containsExactly(repository.uri(), URI.create("file:///second"), URI.create("file:///elsewhere"));
    }

    @Test
    void oneLineEntriesWork() throws IOException {
        Files.writeString(
                apt.resolve("sources.list"), "deb [ arch=amd64 ] " + repository.uri() + "  bookworm main contrib\n");
        assertThat(find()).containsExactly(repository.uri());
    }

    @Test
    void withoutAnyTheLineToTypeIsSaid() {
        assertThatThrownBy(this::find)
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("no apt configuration")
                .hasMessageContaining("--mirror URL");
    }

    @Test
    void aMirrorThatIsNotSignedByThePinnedKeyIsNotAcceptedAndTheReasonSaid() throws IOException {
        Path other = Files.createDirectories(directory.resolve("other"));
        TestRepository foreign = new TestRepository(other).write();
        assertThatThrownBy(() -> find(foreign.uri()))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining(foreign.uri().toString())
                .hasMessageContaining("not a pinned key")
                .hasMessageContaining("--mirror URL");
    }

    @Test
    void theSecurityArchiveIsFoundBesideTheNamedMirror() throws IOException {
        AptSource main = repository.source();
        AptSource security =
                new AptSource("security", "trixie", List.of("main"), AptSource.Archive.DEBIAN_SECURITY, main.keys());
        repository.header("Label: Debian\n", "Label: Debian-Security\n").write();
        Path beside = directory.resolve("mirror-security");
        Files.move(repository.root, beside);
        assertThat(finder.find(security, List.of(repository.uri()), NOW))
                .first()
                .asString()
                .endsWith("/mirror-security");
    }
}
