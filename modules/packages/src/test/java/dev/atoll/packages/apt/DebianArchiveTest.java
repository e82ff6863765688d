package dev.atoll.packages.apt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.packages.deb.Compression;
import dev.atoll.store.Digest;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("conformance")
class DebianArchiveTest {
    @TempDir
    Path directory;

    @Test
    void loadsEverySuiteFromTheMachinesOwnMirrorWithEveryPackageOfItsIndex() throws Exception {
        DebianMirror mirror = DebianMirror.open();
        for (AptSource source : List.of(DebianMirror.trixie(), DebianMirror.updates(), DebianMirror.security())) {
            long before = cpu();
            AptIndex index = mirror.load(source);
            System.out.println(source.suite() + ": " + index.packages().size() + " packages of " + index.date() + " by "
                    + index.signingKey() + ", CPU ms " + (cpu() - before) / 1_000_000);
            assertThat(index.packages()).hasSize(countedByGrep(mirror, index));
            assertThat(index.bases()).hasSize(1);
            AptIndex again = StoredRepository.open(source, "amd64", index.inReleaseDigest(), mirror.store())
                    .load();
            assertThat(again.packages()).isEqualTo(index.packages());
            assertThat(again.signingKey()).isEqualTo(index.signingKey());
        }
    }

    /** On the plain text of the very index that the release file names. */
    private int countedByGrep(DebianMirror mirror, AptIndex loaded) throws Exception {
        byte[] inRelease = mirror.store().read(loaded.inReleaseDigest());
        Path text = directory.resolve("Packages");
        Compression compression = listed(inRelease, Compression.GZIP).isPresent() ? Compression.GZIP : Compression.XZ;
        Path index = mirror.store()
                .find(listed(inRelease, compression).orElseThrow())
                .orElseThrow();
        try (InputStream in = compression.bounded(Files.newInputStream(index), "", "", 1L << 30)) {
            Files.deleteIfExists(text);
            Files.copy(in, text);
        }
        Process grep = new ProcessBuilder("grep", "-c", "^Package:", text.toString()).start();
        int count =
                Integer.parseInt(new String(grep.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
        System.out.println("grep -c ^Package: " + count);
        return count;
    }

    private static Optional<Digest> listed(byte[] inRelease, Compression compression) {
        String end = " main/binary-amd64/Packages" + compression.suffix();
        return new String(inRelease, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.endsWith(end) && line.strip().indexOf(' ') == 64)
                .map(line -> new Digest(line.strip().substring(0, 64)))
                .findFirst();
    }

    @Test
    void anExpiredReleaseFileIsRefusedWithAHint() {
        DebianMirror mirror = DebianMirror.open();
        AptSource source = DebianMirror.security();
        List<URI> bases = mirror.find(source);
        Instant later = Instant.now().plus(Duration.ofDays(30));
        assertThatThrownBy(() -> AptRepository.load(source, "amd64", bases, mirror.store(), mirror.downloads(), later))
                .isInstanceOf(RepositoryException.class)
                .hasMessageContaining("has expired")
                .hasMessageContaining("--mirror URL");
    }

    static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
