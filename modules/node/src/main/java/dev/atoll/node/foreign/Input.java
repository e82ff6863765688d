package dev.atoll.node.foreign;

import dev.atoll.document.Documents;
import java.nio.file.Path;

/** A document to import: its bytes, and what to call it in places. The bytes are not copied. */
public final class Input {
    private final String name;
    private final byte[] bytes;

    public Input(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /**
     * Reads a file.
     *
     * @throws dev.atoll.document.InvalidDocumentException if it cannot be read
     */
    public static Input of(Path file) {
        return new Input(file.toString(), Documents.contents(file));
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes;
    }
}
