package dev.atoll.packages.apt;

import dev.atoll.packages.deb.ControlFields;
import dev.atoll.packages.deb.ControlReader;
import dev.atoll.packages.deb.MalformedPackageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The repositories that a machine's own apt is configured for, sources.list(5): {@code sources.list}, and {@code *.list}
 * and {@code *.sources} in {@code sources.list.d}. Entries that are not understood are passed over; which of the rest
 * are any good is not judged here.
 *
 * @param entries in the order of the files' names and of the lines in them
 */
record AptConfiguration(List<Entry> entries) {
    private static final int MAX_FILE = 1 << 20;

    AptConfiguration {
        entries = List.copyOf(entries);
    }

    /** Reads the configuration below {@code directory} ({@code /etc/apt}); what cannot be read is passed over. */
    static AptConfiguration read(Path directory) {
        Set<Path> files = new LinkedHashSet<>();
        files.add(directory.resolve("sources.list"));
        List<Path> parts = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory.resolve("sources.list.d"))) {
            found.forEach(parts::add);
        } catch (IOException e) {
            parts.clear(); // no such directory
        }
        parts.sort(null);
        files.addAll(parts);
        Set<Entry> entries = new LinkedHashSet<>();
        for (Path file : files) {
            entries.addAll(entries(file));
        }
        return new AptConfiguration(List.copyOf(entries));
    }

    private static List<Entry> entries(Path file) {
        String name = String.valueOf(file.getFileName());
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_FILE) {
                return List.of();
            }
            byte[] bytes = Files.readAllBytes(file);
            if (name.endsWith(".sources")) {
                return paragraphs(bytes, file.toString());
            }
            return name.endsWith(".list") ? lines(new String(bytes, StandardCharsets.UTF_8)) : List.of();
        } catch (IOException | MalformedPackageException e) {
            return List.of();
        }
    }

    private static List<Entry> paragraphs(byte[] bytes, String subject) throws IOException {
        List<Entry> entries = new ArrayList<>();
        ControlReader reader = ControlReader.of(new ByteArrayInputStream(bytes), subject);
        Optional<ControlFields> fields = reader.next();
        while (fields.isPresent()) {
            boolean binary = words(fields.get().text("Types")).contains("deb");
            if (binary && !fields.get().text("Enabled").equals("no")) {
                for (String uri : words(fields.get().text("URIs"))) {
                    entry(uri, words(fields.get().text("Suites"))).ifPresent(entries::add);
                }
            }
            fields = reader.next();
        }
        return entries;
    }

    private static List<Entry> lines(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String raw : text.lines().toList()) {
            int comment = raw.indexOf('#');
            String line = (comment < 0 ? raw : raw.substring(0, comment)).replaceFirst("\\[[^\\]]*\\]", " ");
            List<String> words = words(line);
            if (words.size() >= 3 && words.getFirst().equals("deb")) {
                entry(words.get(1), List.of(words.get(2))).ifPresent(entries::add);
            }
        }
        return entries;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
    }

    private static Optional<Entry> entry(String address, List<String> suites) {
        try {
            URI uri = URI.create(address);
            String scheme = uri.getScheme();
            boolean usable = "file".equals(scheme)
                    || (("http".equals(scheme) || "https".equals(scheme)) && uri.getHost() != null);
            return usable ? Optional.of(new Entry(uri, suites)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * A repository's root and the suites used of it.
     *
     * @param uri {@code http}, {@code https} or {@code file}
     * @param suites at least one, as written
     */
    record Entry(URI uri, List<String> suites) {
        Entry {
            suites = List.copyOf(suites);
        }

        /** Whether it looks like the security archive. */
        boolean looksLikeSecurity() {
            return uri.toString().contains("security")
                    || suites.stream().anyMatch(suite -> suite.contains("-security") || suite.contains("/updates"));
        }

        /** Whether it looks like an archive of Debian's. */
        boolean looksLikeDebian() {
            return uri.toString().contains("debian");
        }
    }
}
