package dev.atoll.disk.cpio;

import java.io.Serial;

/** Bytes that are no newc archive, or one that says what no kernel could unpack. */
public final class MalformedCpioException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final long position;

    MalformedCpioException(long position, String problem) {
        super("cpio archive, at byte " + position + ": " + problem.replace("\n", "\\n"));
        this.position = position;
    }

    /** Where in the archive, in bytes, the entry at fault begins. */
    public long position() {
        return position;
    }
}
