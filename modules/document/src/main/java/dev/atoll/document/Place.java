package dev.atoll.document;

import java.nio.file.Path;

/**
 * Where in a document something stands.
 *
 * @param document the file's name as the user gave it
 * @param line from 1
 * @param column from 1, in code points
 * @param text the whole line, for the caret; empty if unknown
 */
public record Place(String document, int line, int column, String text) {
    /** The folder that the document lies in, absolute. */
    Path folder() {
        Path folder = Path.of(document).toAbsolutePath().normalize().getParent();
        return folder == null ? Path.of("/") : folder;
    }

    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return document + ":" + line + ":" + column;
    }
}
