package dev.atoll.image.sbom;

/** A bill of materials cannot be made. */
public final class SbomException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * A failure.
     *
     * @param message why
     * @param hint what to do about it
     */
    SbomException(String message, String hint) {
        super(message + "\n  hint: " + hint);
    }

    SbomException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
