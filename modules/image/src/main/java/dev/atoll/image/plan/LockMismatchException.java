package dev.atoll.image.plan;

/** A lock that does not fit the definition it is used with. */
public final class LockMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LockMismatchException(String why) {
        super(why + "\n  hint: build without --lock to make a new lock");
    }
}
