package dev.atoll.node.generation;

/** A configuration that this image cannot have. */
public final class StageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StageException(String message) {
        super(message);
    }
}
