package dev.atoll.image.plan;

/** A lock that does not fit the definition it is used with. */
public final class LockMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LockMismatchException(String why) {
        this(why, "build without --lock to make a new lock, or bring it up to date: atoll image lock DEFINITION");
    }

    LockMismatchException(String why, String hint) {
        super(why + "\n  hint: " + hint);
    }
}
