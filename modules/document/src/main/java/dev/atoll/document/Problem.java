package dev.atoll.document;

import java.util.Optional;

/**
 * A mistake of the user's, as a value.
 *
 * @param code stable name, documented, for scripts ({@code unknown-key})
 * @param message what is wrong and why, one sentence without a full stop
 * @param place where, if it stands in a document
 * @param hint what to do about it, if we know
 */
public record Problem(String code, String message, Optional<Place> place, Optional<String> hint) {

    /** As shown to people: {@code file:line:column: message}, the line, a caret, the hint. */
    public String render() {
        StringBuilder out = new StringBuilder();
        place.ifPresent(at -> out.append(at).append(": "));
        out.append(message);
        place.filter(at -> !at.text().isEmpty())
                .ifPresent(at -> out.append("\n  ")
                        .append(at.text())
                        .append("\n  ")
                        .repeat(" ", Math.max(0, at.column() - 1))
                        .append('^'));
        hint.ifPresent(text -> out.append("\n  hint: ").append(text));
        return out.toString();
    }
}
