package dev.atoll.node.linux;

import java.util.List;

/** A program that did not do what it was asked. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommandException(List<String> words, String reason) {
        super(String.join(" ", words) + ": " + reason);
    }
}
