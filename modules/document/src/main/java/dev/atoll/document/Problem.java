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

    /** A problem at a place of a document; an empty hint is none. */
    public static Problem at(Place place, String code, String message, String hint) {
        return new Problem(code, message, Optional.of(place), Optional.of(hint).filter(text -> !text.isEmpty()));
    }

    /** A problem without a place; an empty hint is none. */
    public static Problem of(String code, String message, String hint) {
        return new Problem(code, message, Optional.empty(), Optional.of(hint).filter(text -> !text.isEmpty()));
    }

    /**
     * As shown to people: {@code file:line:column: message}, the line, a caret, the hint. Holds nothing
     * {@linkplain Shown#isHarmful harmful} but line feeds and tabs, whatever the document held.
     */
    public String render() {
        StringBuilder out = new StringBuilder();
        place.ifPresent(at -> out.append(at).append(": "));
        out.append(message);
        place.filter(at -> !at.text().isEmpty()).ifPresent(at -> out.append(Snippet.of(at.text(), at.column())));
        hint.ifPresent(text -> out.append("\n  hint: ").append(text));
        return Shown.lines(out);
    }
}
