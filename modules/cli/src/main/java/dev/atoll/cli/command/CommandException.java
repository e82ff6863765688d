package dev.atoll.cli.command;

import java.util.Optional;

/** A command that cannot go on, for a reason the user can do something about. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String hint;

    /**
     * A failure.
     *
     * @param message what failed and why
     * @param hint what to do; empty if there is nothing to say
     */
    public CommandException(String message, String hint) {
        super(message);
        this.hint = hint;
    }

    public Optional<String> hint() {
        return Optional.of(hint).filter(text -> !text.isEmpty());
    }
}
