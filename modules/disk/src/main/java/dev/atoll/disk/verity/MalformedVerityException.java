package dev.atoll.disk.verity;

import java.io.Serial;

/** A hash area that is none, is cut short, or is of a kind that this package does not read. */
public final class MalformedVerityException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    MalformedVerityException(String problem) {
        super(problem);
    }
}
