package dev.atoll.disk.erofs;

import java.io.Serial;

/** Bytes that are no EROFS image, a broken one, or one that uses a feature that the reader does not know. */
public final class MalformedErofsException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final long position;

    MalformedErofsException(long position, String problem) {
        super("EROFS image, at byte " + position + ": " + problem.replace("\n", "\\n"));
        this.position = position;
    }

    /** Where in the image, in bytes from its start, the fault lies. */
    public long position() {
        return position;
    }
}
