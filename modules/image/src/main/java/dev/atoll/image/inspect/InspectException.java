package dev.atoll.image.inspect;

import dev.atoll.document.Shown;

/** A file that cannot be inspected at all. */
public final class InspectException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * A refusal.
     *
     * @param message which file and why
     * @param hint what to do about it
     */
    InspectException(String message, String hint) {
        super(Shown.oneLine(message) + "\n  hint: " + hint);
    }
}
