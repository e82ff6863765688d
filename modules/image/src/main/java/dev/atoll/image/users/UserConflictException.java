package dev.atoll.image.users;

/** Two users or groups claim one number, one claims two, or a primary group does not exist. */
public final class UserConflictException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UserConflictException(String message) {
        super(message);
    }
}
