package dev.atoll.packages.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.packages.Package;
import dev.atoll.packages.apt.AptIndex;
import dev.atoll.packages.apt.AptRepository;
import dev.atoll.packages.apt.AptSource;
import dev.atoll.packages.apt.KnownRelease;
import dev.atoll.packages.apt.StoredPackage;
import dev.atoll.packages.deb.Compression;
import dev.atoll.packages.deb.TestDeb;
import dev.atoll.packages.openpgp.ArchiveKey;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import dev.atoll.store.Downloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorDirectoryTest {
    private static final Instant DATE = Instant.parse("2026-05-01T10:00:00Z");
    private static final KnownRelease RELEASE =
            new KnownRelease("Debian", "Debian", "stable", "trixie", DATE, Digest.of(new byte[0]));

    @TempDir
    Path folder;

    private final ArchiveKey key = ArchiveKey.create("archive", DATE.minusSeconds(9), new SecureRandom());
    private ContentStore store;
    private Path mirror;
    private StoredPackage hello;
    private StoredPackage doc;

    @BeforeEach
    void prepare() {
        store = ContentStore.open(folder.resolve("store"));
        mirror = folder.resolve("mirror");
        hello = deb("hello", "1.0-1", "amd64", "Depends: hello-doc (>= 1)\nDescription: says hello\n in two lines\n");
        doc = deb("hello-doc", "1.0-1", "all", "");
    }

    private StoredPackage deb(String name, String version, String architecture, String more) {
        byte[] bytes = new TestDeb("Package: " + name + "\nVersion: " + version + "\nArchitecture: " + architecture
                        + "\nInstalled-Size: 7\n" + more)
                .file("./usr/share/" + name, new byte[10])
                .build(Compression.XZ);
        Digest digest = store.put(bytes);
        String path = "pool/main/h/" + name + "/" + name + "_" + version + "_" + architecture + ".deb";
        return new StoredPackage(store.find(digest).orElseThrow(), path, bytes.length, digest);
    }

    private MirrorDirectory.Written write(StoredPackage... packages) {
        return new MirrorDirectory(mirror)
                .write(List.of(new MirrorSuite(RELEASE, List.of("amd64"), List.of(packages))), key, done -> {});
    }

    private AptIndex load() throws IOException {
        AptSource source = new AptSource(
                "own",
                "trixie",
                List.of("main"),
                AptSource.Archive.DEBIAN,
                List.of(mirror.resolve(MirrorDirectory.KEY)));
        ContentStore other = ContentStore.open(folder.resolve("other"));
        return AptRepository.load(
                source, "amd64", List.of(mirror.toUri()), other, new Downloads(other), DATE.plusSeconds(60));
    }

    private static SortedMap<String, String> contents(Path directory) throws IOException {
        SortedMap<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(file -> contents.put(directory.relativize(file).toString(), digest(file)));
        }
        return contents;
    }

    private static String digest(Path file) {
        try {
            return Digest.of(Files.readAllBytes(file)).hex();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ourOwnReaderFindsThePackagesInIt() throws IOException {
        MirrorDirectory.Written written = write(hello, doc);
        assertThat(written.packages()).isEqualTo(2);
        assertThat(written.changed()).isTrue();
        AptIndex index = load();
        assertThat(index.signingKey()).isEqualTo(key.fingerprint());
        assertThat(index.date()).isEqualTo(DATE);
        assertThat(index.packages()).extracting(Package::name).containsExactly("hello-doc", "hello");
        assertThat(index.packages().getLast()).isEqualTo(hello.describe("own", "amd64"));
        assertThat(index.packages().getLast().requires())
                .extracting(Object::toString)
                .containsExactly("hello-doc (>= 1)");
        assertThat(mirror.resolve(hello.path())).hasSameBinaryContentAs(hello.file());
    }

    @Test
    void theSamePackagesAndKeyGiveTheSameBytes() throws IOException {
        write(hello, doc);
        SortedMap<String, String> first = contents(mirror);
        mirror = folder.resolve("again");
        write(doc, hello);
        assertThat(contents(mirror)).isEqualTo(first).isNotEmpty();
        assertThat(write(hello, doc).changed()).isFalse();
    }

    @Test
    void aNewStateReplacesTheOldOneAndTheOneBeforeStaysAWhile() throws IOException {
        write(hello, doc);
        Path old = mirror.resolve("dists").toRealPath();
        StoredPackage newer = deb("hello", "1.0-2", "amd64", "");
        write(newer, doc);
        assertThat(load().packages()).extracting(Package::version).containsExactly("1.0-1", "1.0-2");
        assertThat(old).isDirectory();
        assertThat(mirror.resolve(hello.path())).exists();
        write(deb("hello", "1.0-3", "amd64", ""), doc);
        assertThat(old).doesNotExist();
        assertThat(mirror.resolve(hello.path())).doesNotExist();
        assertThat(mirror.resolve(newer.path())).exists();
        write(doc);
        write(doc, hello);
        assertThat(mirror.resolve(newer.path())).doesNotExist();
    }

    @Test
    void everybodyMayReadIt() throws IOException {
        write(hello, doc);
        try (Stream<Path> files = Files.walk(mirror)) {
            for (Path file : files.filter(file -> !file.endsWith(".lock")).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .endsWith(Files.isDirectory(file) ? "r-x" : "r--");
            }
        }
    }

    @Test
    void whatWasKilledHalfWayIsCompletedByTheNext() throws IOException {
        write(hello);
        // Killed while it wrote a state beside the current one, and a package.
        Files.createDirectories(mirror.resolve("generations/new/trixie"));
        Files.writeString(mirror.resolve("generations/new/trixie/InRelease"), "half");
        Files.createDirectories(mirror.resolve(doc.path()).getParent());
        Files.writeString(mirror.resolve(doc.path()), "ha");
        assertThat(load().packages()).hasSize(1);
        write(hello, doc);
        assertThat(load().packages()).hasSize(2);
        assertThat(mirror.resolve(doc.path())).hasSameBinaryContentAs(doc.file());
        assertThat(mirror.resolve("generations/new")).doesNotExist();
    }

    @Test
    void twoPackagesOnOnePathAreRefused() {
        StoredPackage other = deb("hello", "9", "amd64", "");
        StoredPackage clash = new StoredPackage(other.file(), hello.path(), other.size(), other.digest());
        assertThatThrownBy(() -> write(hello, clash))
                .isInstanceOf(MirrorException.class)
                .hasMessageContaining(hello.path())
                .hasMessageContaining("hint:");
        assertThat(mirror).doesNotExist();
    }

    @Test
    void aDirectoryOfOtherThingsIsLeftAlone() throws IOException {
        Files.createDirectories(mirror);
        Files.writeString(mirror.resolve("thesis.tex"), "years of work");
        assertThatThrownBy(() -> write(hello))
                .isInstanceOf(MirrorException.class)
                .hasMessageContaining("no repository of ours");
        try (Stream<Path> files = Files.list(mirror)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void suitesOfOneNameBecomeOne() {
        KnownRelease newer =
                new KnownRelease("Debian", "Debian", "stable", "trixie", DATE.plusSeconds(5), Digest.of(new byte[1]));
        List<MirrorSuite> merged = MirrorSuite.merged(List.of(
                new MirrorSuite(RELEASE, List.of("amd64"), List.of(hello, doc)),
                new MirrorSuite(newer, List.of("arm64"), List.of(doc))));
        assertThat(merged).singleElement().satisfies(suite -> {
            assertThat(suite.release()).isEqualTo(newer);
            assertThat(suite.architectures()).containsExactly("amd64", "arm64");
            assertThat(suite.packages()).containsExactly(doc, hello);
        });
    }
}
