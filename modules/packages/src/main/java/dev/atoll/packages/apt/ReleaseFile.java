package dev.atoll.packages.apt;

import dev.atoll.packages.deb.ControlFields;
import dev.atoll.packages.deb.ControlReader;
import dev.atoll.packages.deb.MalformedPackageException;
import dev.atoll.store.Digest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the signed text of an {@code InRelease} file says.
 *
 * @param origin whose archive ({@code Debian})
 * @param label which archive of theirs ({@code Debian}, {@code Debian-Security})
 * @param suite the suite's role ({@code stable})
 * @param codename the suite's lasting name ({@code trixie})
 * @param date when it was made
 * @param validUntil when it stops being valid, if ever
 * @param architectures for which there are indexes
 * @param byHash whether indexes can also be had by their digests
 * @param allApart whether packages for all architectures have indexes of their own only
 * @param files indexes by their path below the suite's directory
 */
record ReleaseFile(
        String origin,
        String label,
        String suite,
        String codename,
        Instant date,
        Optional<Instant> validUntil,
        List<String> architectures,
        boolean byHash,
        boolean allApart,
        Map<String, IndexFile> files) {
    private static final Duration SKEW = Duration.ofDays(1);
    private static final List<String> FIELDS = List.of(
            "Origin",
            "Label",
            "Suite",
            "Codename",
            "Date",
            "Valid-Until",
            "Architectures",
            "Acquire-By-Hash",
            "No-Support-for-Architecture-all",
            "SHA256");

    ReleaseFile {
        architectures = List.copyOf(architectures);
    }

    /**
     * Parses the text.
     *
     * @throws MalformedPackageException if it is not a release file
     */
    static ReleaseFile parse(String text, String subject) {
        ControlFields fields;
        try {
            fields = ControlReader.of(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), subject, FIELDS)
                    .next()
                    .orElseThrow(() -> new MalformedPackageException(subject, "", "it is empty"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> architectures = List.of(fields.text("Architectures").split("\\s+", -1));
        return new ReleaseFile(
                fields.text("Origin"),
                fields.text("Label"),
                fields.text("Suite"),
                fields.text("Codename"),
                instant(fields.text("Date"), subject),
                fields.get("Valid-Until").map(until -> instant(until, subject)),
                architectures,
                fields.text("Acquire-By-Hash").equals("yes"),
                architectures.contains("all")
                        && !fields.text("No-Support-for-Architecture-all").contains("Packages"),
                files(fields.text("SHA256"), subject));
    }

    private static Map<String, IndexFile> files(String list, String subject) {
        Map<String, IndexFile> files = new LinkedHashMap<>();
        for (String line : list.split("\n", -1)) {
            String[] parts = line.strip().split("\\s+", -1);
            if (parts.length == 1 && parts[0].isEmpty()) {
                continue;
            }
            try {
                IndexFile file = new IndexFile(parts[2], new Digest(parts[0]), Long.parseLong(parts[1]));
                IndexFile other = files.putIfAbsent(file.path(), file);
                if (other != null && !other.equals(file)) {
                    throw new IllegalArgumentException("listed twice");
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new MalformedPackageException(subject, "SHA256", "a bad line: " + line, e);
            }
        }
        return files;
    }

    /** Why this is not, or not any longer, what {@code source} asks for; nothing if it is. */
    Optional<String> objection(AptSource source) {
        String wanted = source.isSecurity() ? "Debian-Security" : "Debian";
        boolean anyOrigin = source.archive() == AptSource.Archive.OTHER;
        if (!anyOrigin && (!origin.equals("Debian") || !label.equals(wanted))) {
            return Optional.of("it is of " + origin + ", " + label + ", not of Debian, " + wanted);
        }
        if (!source.suite().equals(codename) && !source.suite().equals(suite)) {
            return Optional.of("it is the suite " + codename + ", not " + source.suite());
        }
        return Optional.empty();
    }

    /** Why this should not be used at that time; nothing if it may. */
    Optional<String> objection(Instant now) {
        if (date.isAfter(now.plus(SKEW))) {
            return Optional.of("it was made in the future, " + date + "; is the clock right?");
        }
        return validUntil
                .filter(until -> until.isBefore(now))
                .map(until -> "it has expired, " + until + "; the mirror is out of date, or the clock is wrong");
    }

    /** Release files write dates as mail does (RFC 5322), but UTC for GMT. */
    private static Instant instant(String date, String subject) {
        String rfc = date.endsWith(" UTC") ? date.substring(0, date.length() - 3) + "GMT" : date;
        try {
            return ZonedDateTime.parse(rfc, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new MalformedPackageException(subject, "", "it has a bad date: " + date, e);
        }
    }

    /**
     * An index of the suite.
     *
     * @param path below the suite's directory
     * @param digest SHA-256 of its bytes
     * @param size in bytes
     */
    record IndexFile(String path, Digest digest, long size) {
        IndexFile {
            if (size < 0 || path.startsWith("/") || ("/" + path + "/").contains("/../")) {
                throw new IllegalArgumentException("a bad index " + path);
            }
        }
    }
}
