package dev.atoll.packages.mirror;

/** A repository that cannot be written as asked; the text says why and what to do. */
public final class MirrorException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MirrorException(String why, String hint) {
        super(why + "\n  hint: " + hint);
    }
}
