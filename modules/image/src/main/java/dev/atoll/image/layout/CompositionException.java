package dev.atoll.image.layout;

/** An image cannot be composed as its definition, its packages or their declared effects ask for. */
public final class CompositionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * A failure.
     *
     * @param message what cannot be done, where and why
     * @param hint what to do about it
     */
    public CompositionException(String message, String hint) {
        super(message + "\n  hint: " + hint);
    }
}
