package dev.atoll.document;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * Reads YAML 1.2 (core schema) and JSON documents into records, and writes records as JSON. Strict: no unknown keys, no
 * conversions, no second document; all mistakes are found in one reading. A component may be a {@code String},
 * {@code int}, {@code long}, {@code boolean}, an enum, a record, or an {@code Optional}, {@code List} or
 * {@code Map<String, …>} of these; annotations in this package refine it. Thread-safe.
 */
public final class Documents {
    /** The largest document read, in bytes. */
    public static final int LARGEST = 1 << 20;

    private Documents() {}

    /**
     * Reads a file.
     *
     * @throws InvalidDocumentException if it cannot be read or does not hold an {@code R}; with all problems
     */
    public static <R extends Record> R read(Path file, Class<R> type) {
        return bind(file, type).value();
    }

    /**
     * Reads a document in memory.
     *
     * @param name what to call it in places
     * @throws InvalidDocumentException if it does not hold an {@code R}; with all problems
     */
    public static <R extends Record> R read(String name, byte[] bytes, Class<R> type) {
        return bind(name, bytes, type).value();
    }

    /** Like {@link #read(Path, Class)}, with the places of all values. */
    public static <R extends Record> Bound<R> bind(Path file, Class<R> type) {
        return bind(file.toString(), contents(file), type);
    }

    /** Like {@link #read(String, byte[], Class)}, with the places of all values. */
    public static <R extends Record> Bound<R> bind(String name, byte[] bytes, Class<R> type) {
        return bind(name, bytes, type, (path, value, places, report) -> {});
    }

    /** Like {@link #bind(Path, Class)}, with a check whose problems are reported together with all others. */
    public static <R extends Record> Bound<R> bind(Path file, Class<R> type, Check check) {
        return bind(file.toString(), contents(file), type, check);
    }

    /** Like {@link #bind(String, byte[], Class)}, with a check whose problems are reported together with all others. */
    public static <R extends Record> Bound<R> bind(String name, byte[] bytes, Class<R> type, Check check) {
        if (bytes.length > LARGEST) {
            throw refused("too-large", name + " is larger than " + LARGEST + " bytes", "");
        }
        Source source = Source.decode(name, bytes);
        Report report = new Report();
        Value root = TreeReader.read(source, report);
        if (root instanceof Value.Scalar(Value.Kind kind, String _, Place _) && kind == Value.Kind.EMPTY) {
            throw source.invalid("empty-document", "the document is empty", source.start(), "");
        }
        Places places = new Places(root);
        Optional<?> value = new Binder(report, places, Optional.of(check), Optional.empty())
                .bind(type, Rules.NONE, root, Trail.ROOT);
        report.throwIfAny();
        return new Bound<>(type.cast(value.orElseThrow()), places);
    }

    /**
     * Reads a document of another format than ours, in YAML or JSON, as it is.
     *
     * @param name what to call it in places
     * @throws InvalidDocumentException if no tree can be made of it, or it is larger than {@link #LARGEST}
     */
    public static Tree tree(String name, byte[] bytes) {
        if (bytes.length > LARGEST) {
            throw refused("too-large", name + " is larger than " + LARGEST + " bytes", "");
        }
        Source source = Source.decode(name, bytes);
        Report report = new Report();
        Value root = TreeReader.readForeign(source, report);
        return new Tree(root, report.problems());
    }

    /**
     * A record as a tree, without the keys whose value is their {@link Default}; of no document, so without places.
     */
    public static Value.Mapping tree(Record value) {
        return TreeMaker.of(value);
    }

    /**
     * The record as JSON, always the same text for equal records: two spaces, line feeds, one at the end, components in
     * their order, maps sorted by key, empty optionals left out.
     */
    public static String writeJson(Record value) {
        return JsonWriter.write(value);
    }

    /**
     * As {@link #writeJson(Record)}, without the keys whose value is their {@link Default}: a key that a later version
     * adds leaves the text of older documents as it was.
     */
    public static String writeBriefJson(Record value) {
        return JsonWriter.writeBriefly(value);
    }

    /** Writes {@link #writeJson(Record)} to a file in UTF-8, atomically: readers see the old file or the new one. */
    public static void writeJson(Path file, Record value) throws IOException {
        write(file, writeJson(value).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a document that something else made to a file, as atomically. */
    public static void write(Path file, byte[] document) throws IOException {
        Path target = file.toAbsolutePath();
        String own =
                ProcessHandle.current().pid() + "-" + Thread.currentThread().threadId();
        Path temporary = target.resolveSibling("." + target.getFileName() + "." + own + ".tmp");
        try {
            try (FileChannel out = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(document);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** How documents write a constant. */
    public static String spelling(Enum<?> constant) {
        return Spelling.of(constant);
    }

    /** A file's text. */
    static Source source(Path file) {
        byte[] bytes = contents(file);
        if (bytes.length > LARGEST) {
            throw refused("too-large", file + " is larger than " + LARGEST + " bytes", "");
        }
        return Source.decode(file.toString(), bytes);
    }

    /**
     * The bytes of a file.
     *
     * @throws InvalidDocumentException if it cannot be read; of one larger than {@link #LARGEST} only the beginning is
     */
    public static byte[] contents(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST + 1);
        } catch (NoSuchFileException e) {
            throw refused("unreadable", "cannot read " + file + ": no such file", "check the path");
        } catch (IOException e) {
            String reason = Files.isDirectory(file) ? "it is a directory" : String.valueOf(e.getMessage());
            throw refused("unreadable", "cannot read " + file + ": " + reason, "");
        }
    }

    private static InvalidDocumentException refused(String code, String message, String hint) {
        return new InvalidDocumentException(List.of(Problem.of(code, message, hint)));
    }
}
