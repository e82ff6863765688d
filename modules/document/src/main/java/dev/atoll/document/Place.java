package dev.atoll.document;

/**
 * Where in a document something stands.
 *
 * @param document the file's name as the user gave it
 * @param line from 1
 * @param column from 1, in code points
 * @param text the whole line, for the caret; empty if unknown
 */
public record Place(String document, int line, int column, String text) {
    /** {@code file:line:column}. */
    @Override
    public String toString() {
        return document + ":" + line + ":" + column;
    }
}
