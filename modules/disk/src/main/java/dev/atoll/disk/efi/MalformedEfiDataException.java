package dev.atoll.disk.efi;

/** Bytes are not the signature list or the authenticated variable they should be. */
public final class MalformedEfiDataException extends RuntimeException {
    private final long offset;

    /** @param offset where in the bytes the offending field lies */
    public MalformedEfiDataException(String what, long offset, String message) {
        super("not " + what + ", at offset " + offset + ": " + message);
        this.offset = offset;
    }

    /** Where in the bytes the offending field lies. */
    public long offset() {
        return offset;
    }
}
