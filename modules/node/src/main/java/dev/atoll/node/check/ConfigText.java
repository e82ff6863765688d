package dev.atoll.node.check;

import dev.atoll.document.Documents;
import java.nio.file.Path;
import java.util.Optional;

/** The text of a configuration, what to call it in places, and where files that it includes lie. The bytes are not copied. */
public final class ConfigText {
    private final String name;
    private final byte[] bytes;
    private final Optional<Path> folder;

    private ConfigText(String name, byte[] bytes, Optional<Path> folder) {
        this.name = name;
        this.bytes = bytes;
        this.folder = folder;
    }

    /** A text that can include no files. */
    public static ConfigText of(String name, byte[] bytes) {
        return new ConfigText(name, bytes, Optional.empty());
    }

    /**
     * A file's text.
     *
     * @throws dev.atoll.document.InvalidDocumentException if it cannot be read
     */
    public static ConfigText of(Path file) {
        return of(file.toString(), Documents.contents(file)).in(file.resolveSibling(""));
    }

    /** The same, with the folder that files are relative to. */
    public ConfigText in(Path place) {
        return new ConfigText(name, bytes, Optional.of(place));
    }

    /** What to call it in places. */
    public String name() {
        return name;
    }

    /** In UTF-8. */
    public byte[] bytes() {
        return bytes;
    }

    /** What files that it includes are relative to; empty if it can include none. */
    public Optional<Path> folder() {
        return folder;
    }
}
