package dev.atoll.disk.pe;

/** Bytes are not a PE32+ image that can be read, extended or signed without doubt about its meaning. */
public final class MalformedPeException extends RuntimeException {
    private final long offset;

    /** @param offset where in the file the offending field or range lies, in bytes */
    public MalformedPeException(long offset, String message) {
        super("not a usable PE32+ image, at offset " + offset + ": " + message.replace("\n", "\\n"));
        this.offset = offset;
    }

    /** Where in the file the offending field or range lies, in bytes. */
    public long offset() {
        return offset;
    }
}
