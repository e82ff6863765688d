package dev.atoll.packages.solver;

/**
 * The search was given up: it met more conflicts than real repositories ever cause, so the request may or may not be
 * satisfiable.
 */
public final class SearchLimitException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int conflicts;

    SearchLimitException(int conflicts) {
        super("gave up choosing packages after " + conflicts + " conflicts: whether the request can be satisfied is"
                + " not known\n  hint: ask for fewer packages, or say which of the alternatives to take with 'prefer'"
                + " and 'without'; packages made to confuse resolvers look like this, so check the sources too");
        this.conflicts = conflicts;
    }

    /** How many conflicts were allowed. */
    public int conflicts() {
        return conflicts;
    }
}
