package dev.atoll.node.foreign;

/** A part of a foreign configuration that cannot be carried over as a whole; becomes a finding. Never leaves the package. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String instead;

    RefusedException(String why, String instead) {
        super(why, null, false, false);
        this.instead = instead;
    }

    String why() {
        return String.valueOf(getMessage());
    }

    String instead() {
        return instead;
    }
}
