package dev.atoll.node.telemetry;

/** A line that is no entry of the journal. */
final class JournalEntryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    JournalEntryException(String message) {
        super(message);
    }

    JournalEntryException(String message, Throwable cause) {
        super(message, cause);
    }
}
