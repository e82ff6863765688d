package dev.atoll.node.fetch;

/** An attempt failed in a way that another may not. */
public final class PassingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public PassingException(String message) {
        super(message);
    }
}
