package dev.atoll.disk.efi;

/** A flash image holds no usable authenticated variable store. */
public final class MalformedVariableStoreException extends RuntimeException {
    private final long offset;

    /** @param offset where in the flash image the offending field lies, in bytes */
    public MalformedVariableStoreException(long offset, String message) {
        super("not a firmware image with an authenticated variable store, at offset " + offset + ": " + message);
        this.offset = offset;
    }

    /** Where in the flash image the offending field lies, in bytes. */
    public long offset() {
        return offset;
    }
}
