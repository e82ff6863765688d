package dev.atoll.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Files for parsers that read files: two in turn, so that what was read from one can be written to the other. */
public final class Scratch {
    private static final Path[] FILES = {temporary(), temporary()};
    private static int next;

    private Scratch() {}

    /** A file with these bytes, until the next but one is asked for. */
    public static Path file(byte[] bytes) {
        next = (next + 1) % FILES.length;
        try {
            return Files.write(FILES[next], bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of a target's corpus, or one that belongs to it. */
    public static byte[] resource(Class<?> target, String name) {
        String path = target.getSimpleName() + "Inputs/" + name;
        try (InputStream in = Objects.requireNonNull(target.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            Path file = Files.createTempFile("atoll-fuzz", "");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
