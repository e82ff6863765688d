package dev.atoll.packages.apt;

import dev.atoll.packages.deb.Compression;
import dev.atoll.packages.deb.TestDeb;
import dev.atoll.packages.openpgp.TestKey;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A small signed repository in a directory. */
final class TestRepository {
    static final String PACKAGES = """
            Package: a
            Version: 1:2-3
            Architecture: amd64
            Installed-Size: 7
            Pre-Depends: p
            Depends: b (>= 1), c | d
            Conflicts: x
            Breaks: y (<< 2)
            Provides: virtual (= 1)
            Description: short
            Filename: pool/main/a/a_2-3_amd64.deb
            Size: 1234
            SHA256: 0000000000000000000000000000000000000000000000000000000000000001

            Package: b
            Version: 1
            Architecture: all
            Filename: ./pool/main/b/b_1_all.deb
            Size: 5
            SHA256: 0000000000000000000000000000000000000000000000000000000000000002

            Package: elsewhere
            Version: 1
            Architecture: arm64
            Filename: pool/e.deb
            Size: 5
            SHA256: 0000000000000000000000000000000000000000000000000000000000000003
            """;

    final TestKey key = TestKey.make(Duration.ZERO);
    final Path root;
    private final Path keyFile;
    String header = "Origin: Debian\nLabel: Debian\nSuite: stable\nCodename: trixie\n"
            + "Date: Thu, 01 Jan 2026 00:00:00 UTC\nValid-Until: Thu, 08 Jan 2026 00:00:00 UTC\n"
            + "Architectures: all amd64\nNo-Support-for-Architecture-all: Packages\nAcquire-By-Hash: yes\n";
    String packages = PACKAGES;
    AptSource.Archive archive = AptSource.Archive.DEBIAN;

    TestRepository(Path directory) throws IOException {
        root = Files.createDirectories(directory.resolve("mirror"));
        keyFile = Files.writeString(directory.resolve("key.asc"), key.armored());
    }

    TestRepository header(String from, String to) {
        header = header.replace(from, to);
        return this;
    }

    /** Writes the files; {@code by-hash} alone when the header offers it. */
    TestRepository write() throws IOException {
        byte[] gz = TestDeb.compress(Compression.GZIP, packages.getBytes(StandardCharsets.UTF_8));
        Path suite = root.resolve("dists/trixie");
        Path binary = suite.resolve("main/binary-amd64");
        Path file = header.contains("By-Hash")
                ? binary.resolve("by-hash/SHA256/" + Digest.of(gz))
                : binary.resolve("Packages.gz");
        Files.createDirectories(file.getParent());
        Files.write(file, gz);
        Files.writeString(
                suite.resolve("InRelease"),
                key.clearSign(header + "SHA256:\n " + Digest.of(gz) + " " + gz.length
                        + " main/binary-amd64/Packages.gz\n " + Digest.of(new byte[0])
                        + "        0 main/binary-amd64/Packages.xz\n"));
        return this;
    }

    AptSource source() {
        return new AptSource("debian", "trixie", List.of("main"), archive, List.of(keyFile));
    }

    URI uri() {
        return root.toUri();
    }
}
