package dev.atoll.image.signing;

import java.nio.file.Path;

/** A key or certificate is missing, unreadable, expired, or does not fit the others. */
public final class SigningKeyException extends RuntimeException {
    private final transient Path file;

    /** @param message what is wrong with the file and what to do about it */
    public SigningKeyException(Path file, String message) {
        super(file + ": " + message);
        this.file = file;
    }

    public SigningKeyException(Path file, String message, Throwable cause) {
        super(file + ": " + message, cause);
        this.file = file;
    }

    /** The file or directory that cannot be used. */
    public Path file() {
        return file;
    }
}
