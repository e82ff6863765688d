package dev.atoll.image.plan;

/** The packages that a definition asks for cannot be installed together; the message explains the chain. */
public final class UnsolvableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnsolvableException(String explanation) {
        super(explanation);
    }
}
