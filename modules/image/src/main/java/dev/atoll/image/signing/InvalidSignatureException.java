package dev.atoll.image.signing;

/** A signature is absent, damaged, by someone else, or over something else. */
public final class InvalidSignatureException extends RuntimeException {
    public InvalidSignatureException(String message) {
        super(message);
    }

    public InvalidSignatureException(String message, Throwable cause) {
        super(message, cause);
    }
}
