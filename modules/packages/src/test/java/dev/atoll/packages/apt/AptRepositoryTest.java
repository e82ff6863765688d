package dev.atoll.packages.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.packages.Package;
import dev.atoll.packages.deb.MalformedPackageException;
import dev.atoll.packages.openpgp.TestKey;
import dev.atoll.store.ContentStore;
import dev.atoll.store.DownloadException;
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

class AptRepositoryTest {
    private static final Instant NOW = TestKey.BORN.plus(Duration.ofDays(1));
    private static final Instant LATER = TestKey.BORN.plus(Duration.ofDays(9));

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

    private AptIndex load() throws IOException {
        return load(NOW);
    }

    private AptIndex load(Instant now) throws IOException {
        repository.write();
        return AptRepository.load(repository.source(), "amd64", List.of(repository.uri()), store, downloads, now);
    }

    private void refused(String why) {
        assertThatThrownBy(this::load)
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining(why)
                .hasMessageContaining("debian");
    }

    @Test
    void loadsThePackagesForTheArchitectureAndForAll() throws IOException {
        AptIndex index = load();
        assertThat(index.packages()).extracting(Package::name).containsExactly("a", "b");
        Package a = index.packages().getFirst();
        assertThat(a.version()).isEqualTo("1:2-3");
        assertThat(a.repository()).isEqualTo("debian");
        assertThat(a.requires()).extracting(Object::toString).containsExactly("p", "b (>= 1)", "c | d");
        assertThat(a.conflicts()).extracting(Object::toString).containsExactly("x", "y (<< 2)");
        assertThat(a.provides()).extracting(Object::toString).containsExactly("virtual (= 1)");
        assertThat(a.installedSize()).isEqualTo(7 * 1024);
        assertThat(a.size()).isEqualTo(1234);
        assertThat(index.packages().getLast().path()).isEqualTo("pool/main/b/b_1_all.deb");
        assertThat(index.packages().getLast().architecture()).isEqualTo("all");
        assertThat(index.signingKey())
                .isEqualTo(repository.key.pinned().fingerprints().getFirst());
        assertThat(index.date()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(index.download(a).sources())
                .containsExactly(
                        repository.root.resolve("pool/main/a/a_2-3_amd64.deb").toUri());
    }

    @Test
    void theStoreAloneGivesTheSameIndexLaterEvenWhenItHasExpired() throws IOException {
        AptIndex index = load();
        AptIndex again = StoredRepository.open(repository.source(), "amd64", index.inReleaseDigest(), store)
                .load();
        assertThat(again.packages()).isEqualTo(index.packages());
        assertThat(again.bases()).isEmpty();
        ContentStore other = ContentStore.open(directory.resolve("other"));
        assertThatThrownBy(() -> StoredRepository.open(repository.source(), "amd64", index.inReleaseDigest(), other)
                        .load())
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("does not have its InRelease");
        other.put(store.read(index.inReleaseDigest()));
        assertThatThrownBy(() -> StoredRepository.open(repository.source(), "amd64", index.inReleaseDigest(), other)
                        .load())
                .hasMessageContaining("does not have its index main/binary-amd64/Packages.gz");
    }

    @Test
    void aDamagedTableIsMadeAnew() throws IOException {
        AptIndex index = load();
        List<Package> packages = index.packages();
        String key = store.cachedKeys(PackageTable.KIND).getFirst();
        Path table = store.cached(PackageTable.KIND, key).orElseThrow();
        byte[] sound = Files.readAllBytes(table);
        Files.write(table, new byte[sound.length]);
        AptIndex again = StoredRepository.open(repository.source(), "amd64", index.inReleaseDigest(), store)
                .load();
        assertThat(again.packages()).isEqualTo(packages);
        assertThat(table).hasBinaryContent(sound);
    }

    @Test
    void indexesAreFoundByNameWhereHashesAreNotOffered() throws IOException {
        repository.header("Acquire-By-Hash: yes\n", "");
        assertThat(load().packages()).hasSize(2);
    }

    @Test
    void anExpiredOrFutureReleaseIsRefused() throws IOException {
        assertThatThrownBy(() -> load(LATER))
                .hasMessageContaining("has expired")
                .hasMessageContaining("--mirror URL");
        repository.header("Valid-Until: Thu, 08 Jan 2026 00:00:00 UTC\n", "");
        assertThat(load(LATER).packages()).hasSize(2);
        repository.header("Date: Thu, 01 Jan", "Date: Thu, 08 Jan");
        refused("future");
        repository.header("Date: Thu, 08", "Date: Someday, 08");
        refused("bad date");
    }

    @Test
    void anotherArchiveOrSuiteIsRefused() {
        repository.header("Origin: Debian", "Origin: Ubuntu");
        refused("not of Debian, Debian");
        repository.header("Origin: Ubuntu", "Origin: Debian").header("Label: Debian", "Label: Debian-Security");
        refused("not of Debian, Debian");
        repository.header("Label: Debian-Security", "Label: Debian").header("Codename: trixie", "Codename: forky");
        refused("it is the suite forky, not trixie");
    }

    @Test
    void anArchiveOfSomebodyElseIsKnownByItsKeysAndSuite() throws IOException {
        repository.header("Origin: Debian", "Origin: Harbour").header("Label: Debian", "Label: Boats");
        refused("not of Debian, Debian");
        repository.archive = AptSource.Archive.OTHER;
        assertThat(load().packages()).hasSize(2);
        repository.header("Codename: trixie", "Codename: forky");
        refused("it is the suite forky, not trixie");
    }

    @Test
    void whatItLacksIsSaid() {
        repository.header("all amd64", "all arm64");
        refused("nothing for amd64");
        repository.header("all arm64", "all amd64").header("No-Support-for-Architecture-all: Packages\n", "");
        refused("does not list main/binary-all/Packages");
    }

    @Test
    void theNextMirrorIsTriedAndAllReasonsAreGiven() throws IOException {
        repository.write();
        URI missing = directory.resolve("nowhere").toUri();
        AptIndex index = AptRepository.load(
                repository.source(), "amd64", List.of(missing, repository.uri()), store, downloads, NOW);
        assertThat(index.bases()).containsExactly(repository.uri(), missing);
        assertThatThrownBy(
                        () -> AptRepository.load(repository.source(), "amd64", List.of(missing), store, downloads, NOW))
                .hasMessageContaining(missing + ": the server answers 404");
    }

    @Test
    void aChangedIndexIsRefused() throws IOException {
        repository.write();
        Path byHash = repository.root.resolve("dists/trixie/main/binary-amd64/by-hash/SHA256");
        try (var files = Files.list(byHash)) {
            Path index = files.findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(index);
            bytes[bytes.length / 2]++;
            Files.write(index, bytes);
        }
        assertThatThrownBy(() -> AptRepository.load(
                        repository.source(), "amd64", List.of(repository.uri()), store, downloads, NOW))
                .isInstanceOf(DownloadException.class);
    }

    @Test
    void aPackageThatIsNotDescribedSoundlyIsNamed() {
        for (String[] change : new String[][] {
            {"Size: 1234\n", "Size: -1\n"},
            {"Size: 1234\n", ""},
            {"Filename: pool/main/a/", "Filename: ../main/a/"},
            {"Depends: b (>= 1)", "Depends: b (>= )"},
            {"SHA256: 0000", "SHA256: 000"},
            {"Installed-Size: 7", "Installed-Size: 99999999999999999"},
            {"Version: 1:2-3\n", ""},
            {"Version: 1:2-3\n", "Version: 1\u001b[31m\n"},
        }) {
            repository.packages = TestRepository.PACKAGES.replace(change[0], change[1]);
            assertThatThrownBy(() -> load().packages())
                    .as(change[1])
                    .isInstanceOf(MalformedPackageException.class)
                    .hasMessageContaining("package a");
        }
    }
}
