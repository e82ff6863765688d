package dev.atoll.packages.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.packages.apt.KnownRelease;
import dev.atoll.packages.apt.StoredPackage;
import dev.atoll.packages.deb.Compression;
import dev.atoll.packages.deb.TestDeb;
import dev.atoll.packages.openpgp.ArchiveKey;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The word of apt-get on repositories that we write, with private directories and only our key. */
@Tag("conformance")
class AptConformanceTest {
    private static final Instant DATE = Instant.parse("2026-05-01T10:00:00Z");

    @TempDir
    Path folder;

    private final ArchiveKey key = ArchiveKey.create("archive", DATE.minusSeconds(9), new SecureRandom());
    private ContentStore store;
    private Path mirror;

    @BeforeEach
    void write() throws IOException {
        store = ContentStore.open(folder.resolve("store"));
        mirror = folder.resolve("mirror");
        MirrorSuite main = new MirrorSuite(
                new KnownRelease("Debian", "Debian", "stable", "trixie", DATE, Digest.of(new byte[0])),
                List.of("amd64", "arm64"),
                List.of(
                        deb("pool/main/h/hello/", "hello", "amd64", "Depends: hello-data (= 2)\n"),
                        deb("pool/main/h/hello/", "hello-data", "all", "")));
        MirrorSuite security = new MirrorSuite(
                new KnownRelease(
                        "Debian",
                        "Debian-Security",
                        "stable-security",
                        "trixie-security",
                        DATE,
                        Digest.of(new byte[0])),
                List.of("amd64"),
                List.of(deb("pool/updates/main/s/safe/", "safe", "amd64", "")));
        new MirrorDirectory(mirror).write(List.of(main, security), key, done -> {});
        for (String directory : List.of("state/lists/partial", "cache/archives/partial", "etc/parts", "work")) {
            Files.createDirectories(folder.resolve("apt").resolve(directory));
        }
        Files.writeString(folder.resolve("apt/status"), "");
        // apt drops its privileges where it can; what it reads must be reachable for others.
        folder.toFile().setExecutable(true, false);
        folder.toFile().setReadable(true, false);
        sources(mirror.resolve(MirrorDirectory.KEY));
    }

    private void sources(Path signedBy) throws IOException {
        Files.writeString(
                folder.resolve("apt/etc/sources.list"),
                "deb [arch=amd64 signed-by=" + signedBy + "] " + mirror.toUri() + " trixie main\n"
                        + "deb [arch=amd64 signed-by=" + signedBy + "] " + mirror.toUri() + " trixie-security main\n");
    }

    private StoredPackage deb(String directory, String name, String architecture, String more) {
        byte[] bytes = new TestDeb("Package: " + name + "\nVersion: 2\nArchitecture: " + architecture
                        + "\nMaintainer: Nobody <nobody@example.org>\n" + more + "Description: small\n")
                .file("./usr/share/" + name, new byte[10])
                .build(Compression.XZ);
        Digest digest = store.put(bytes);
        return new StoredPackage(
                store.find(digest).orElseThrow(),
                directory + name + "_2_" + architecture + ".deb",
                bytes.length,
                digest);
    }

    private record Said(int status, String text) {}

    private Said apt(String... arguments) throws IOException, InterruptedException {
        Path apt = folder.resolve("apt");
        List<String> words = new ArrayList<>(List.of("apt-get"));
        for (String option : List.of(
                "Dir::Etc::sourcelist=" + apt.resolve("etc/sources.list"),
                "Dir::Etc::sourceparts=" + apt.resolve("etc/parts"),
                "Dir::Etc::main=/dev/null",
                "Dir::Etc::parts=" + apt.resolve("etc/parts"),
                "Dir::State=" + apt.resolve("state"),
                "Dir::State::status=" + apt.resolve("status"),
                "Dir::Cache=" + apt.resolve("cache"),
                "APT::Architecture=amd64",
                "APT::Architectures=amd64",
                "APT::Sandbox::User=",
                "Debug::NoLocking=1")) {
            words.addAll(List.of("-o", option));
        }
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .directory(apt.resolve("work").toFile());
        builder.environment().put("LC_ALL", "C");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new AssertionError("this test needs apt-get", e);
        }
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text);
    }

    @Test
    void aptUpdatesResolvesAndDownloads() throws Exception {
        Said update = apt("update");
        assertThat(update.status()).as(update.text()).isZero();
        assertThat(update.text()).doesNotContain("W:").doesNotContain("E:");
        Said simulated = apt("-s", "install", "hello", "safe");
        assertThat(simulated.status()).as(simulated.text()).isZero();
        assertThat(simulated.text()).contains("Inst hello-data (2", "Inst hello (2", "Inst safe (2");
        Said downloaded = apt("-y", "-d", "install", "hello", "safe");
        assertThat(downloaded.status()).as(downloaded.text()).isZero();
        assertThat(apt("download", "hello").status()).isZero();
        assertThat(folder.resolve("apt/work/hello_2_amd64.deb"))
                .hasSameBinaryContentAs(mirror.resolve("pool/main/h/hello/hello_2_amd64.deb"));
    }

    @Test
    void aptTrustsNoOtherKey() throws Exception {
        ArchiveKey other = ArchiveKey.create("other", DATE, new SecureRandom());
        sources(Files.writeString(folder.resolve("other.asc"), other.publicKey()));
        assertThat(apt("update").text()).contains("NO_PUBKEY");
    }
}
