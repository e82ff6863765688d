package dev.atoll.image.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a composed directory must hold: a line per file and link with its size in bytes, its modification time in
 * milliseconds since 1970 (of links 0) and its path. It is written last, so a directory that has it was finished.
 */
final class Manifest {
    private static final String NAME = "manifest";
    private static final String HEAD = "atoll tools 1";

    private Manifest() {}

    /** Lists the directory's files in it. */
    static void write(Path directory) throws IOException {
        List<String> lines = new ArrayList<>(List.of(HEAD));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted().toList()) {
                Optional<String> state = state(file);
                state.ifPresent(it -> lines.add(it + " " + directory.relativize(file)));
            }
        }
        Files.write(directory.resolve(NAME), lines);
    }

    /** What is missing or was changed first; empty if all is as it was written. More files than listed do not matter. */
    static Optional<String> fault(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.of("it was not finished");
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.getFirst().equals(HEAD)) {
            return Optional.of("its manifest is damaged");
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" ", 3);
            if (parts.length != 3) {
                return Optional.of("its manifest is damaged");
            }
            Path listed = directory.resolve(parts[2]);
            if (!Files.exists(listed, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(parts[2] + " is missing");
            }
            if (!state(listed).equals(Optional.of(parts[0] + " " + parts[1]))) {
                return Optional.of(parts[2] + " was changed");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> state(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isDirectory()) {
            return Optional.empty();
        }
        return Optional.of(
                found.isSymbolicLink()
                        ? "0 0"
                        : found.size() + " " + found.lastModifiedTime().toMillis());
    }
}
