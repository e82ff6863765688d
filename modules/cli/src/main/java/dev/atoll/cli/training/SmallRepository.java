package dev.atoll.cli.training;

import dev.atoll.packages.openpgp.ArchiveKey;
import dev.atoll.store.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** A signed apt repository in a directory. */
public final class SmallRepository {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private SmallRepository() {}

    /**
     * Writes packages as the suite {@code small}.
     *
     * @param key where to put the public key that signs it
     */
    public static void write(Path root, Path key, List<SmallDeb> packages, Instant now) throws IOException {
        StringBuilder index = new StringBuilder();
        Path pool = Files.createDirectories(root.resolve("pool"));
        for (SmallDeb each : packages) {
            byte[] bytes = each.bytes();
            Files.write(pool.resolve(each.name() + ".deb"), bytes);
            index.append(each.control())
                    .append("Filename: pool/" + each.name() + ".deb\nSize: " + bytes.length + "\nSHA256: "
                            + Digest.of(bytes) + "\n\n");
        }
        byte[] packed = gzip(index.toString().getBytes(StandardCharsets.UTF_8));
        Path suite = root.resolve("dists/small");
        Path binary = Files.createDirectories(suite.resolve("main/binary-amd64"));
        Files.write(binary.resolve("Packages.gz"), packed);
        ArchiveKey signing = ArchiveKey.create("Small", now, new SecureRandom());
        Files.writeString(key, signing.publicKey());
        String release = "Origin: Small\nLabel: Small\nSuite: small\nCodename: small\nDate: " + DATE.format(now)
                + "\nArchitectures: all amd64\nNo-Support-for-Architecture-all: Packages\nSHA256:\n "
                + Digest.of(packed) + " " + packed.length + " main/binary-amd64/Packages.gz\n";
        Files.writeString(suite.resolve("InRelease"), signing.clearSign(release, now));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
