package dev.atoll.node.azure;

/** A service of the platform did not answer as it should. */
public final class AzureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public AzureException(String message) {
        super(message);
    }
}
