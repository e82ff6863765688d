package dev.atoll.packages.apt;

import dev.atoll.packages.Package;
import dev.atoll.packages.deb.ControlReader;
import dev.atoll.packages.deb.DebFile;
import dev.atoll.packages.deb.MalformedPackageException;
import dev.atoll.store.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A package's file with what only an index would tell: together they describe the package as an index does.
 *
 * @param file where it is, as a rule in a store
 * @param path path below a repository's root
 * @param size in bytes
 * @param digest SHA-256 of its bytes
 */
public record StoredPackage(Path file, String path, long size, Digest digest) {
    private static final List<String> OF_THE_INDEX = List.of("filename:", "size:", "sha256:", "sha1:", "md5sum:");

    /**
     * The paragraph of an index: the package's own control file, then path, size and digest.
     *
     * @throws MalformedPackageException if the file is not a sound package
     */
    public String paragraph() {
        StringBuilder text = new StringBuilder();
        boolean skipped = false;
        for (String line : control().strip().lines().map(String::stripTrailing).toList()) {
            if (line.isEmpty()) {
                throw new MalformedPackageException(file.toString(), "control", "it has more than one paragraph");
            }
            if (!line.startsWith(" ") && !line.startsWith("\t")) {
                String lower = line.toLowerCase(Locale.ROOT);
                skipped = OF_THE_INDEX.stream().anyMatch(lower::startsWith);
            }
            if (!skipped) {
                text.append(line).append('\n');
            }
        }
        return text.append("Filename: ")
                .append(path)
                .append("\nSize: ")
                .append(size)
                .append("\nSHA256: ")
                .append(digest.hex())
                .append('\n')
                .toString();
    }

    /**
     * The package as an index would describe it.
     *
     * @param repository the name of the source it counts as from
     * @param architecture the distribution's name of the machine's architecture
     * @throws MalformedPackageException if the file is not a sound package for that architecture or all
     */
    public Package describe(String repository, String architecture) {
        byte[] paragraph = paragraph().getBytes(StandardCharsets.UTF_8);
        try {
            List<Package> packages = new PackagesReader(file.toString(), repository, architecture)
                    .read(new ByteArrayInputStream(paragraph));
            if (packages.size() != 1) {
                throw new MalformedPackageException(file.toString(), "control", "it is not for " + architecture);
            }
            return packages.getFirst();
        } catch (IOException e) {
            throw new MalformedPackageException(file.toString(), "control", String.valueOf(e.getMessage()), e);
        }
    }

    /** What the package says it is for: {@code amd64}, {@code all}. */
    public String architecture() {
        byte[] paragraph = paragraph().getBytes(StandardCharsets.UTF_8);
        try {
            return ControlReader.of(new ByteArrayInputStream(paragraph), file.toString(), List.of("Architecture"))
                    .next()
                    .map(fields -> fields.text("Architecture"))
                    .orElse("");
        } catch (IOException e) {
            throw new MalformedPackageException(file.toString(), "control", String.valueOf(e.getMessage()), e);
        }
    }

    private String control() {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(DebFile.controlFile(file.toString(), in), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MalformedPackageException(file.toString(), "", "it cannot be read: " + e, e);
        }
    }
}
