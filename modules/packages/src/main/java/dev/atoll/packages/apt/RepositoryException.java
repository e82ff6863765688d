package dev.atoll.packages.apt;

/** A repository that cannot be used, or that no mirror serves; the text says which, why, and what to do. */
public final class RepositoryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String source;

    RepositoryException(String source, String why, String hint) {
        super("cannot use the source " + source + ": " + why + "\n  hint: " + hint);
        this.source = source;
    }

    RepositoryException(String source, String why, String hint, Throwable cause) {
        this(source, why, hint);
        initCause(cause);
    }

    /** The name of the source in the definition. */
    public String source() {
        return source;
    }
}
