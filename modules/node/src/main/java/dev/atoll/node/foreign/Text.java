package dev.atoll.node.foreign;

import dev.atoll.document.Place;
import dev.atoll.document.Value;
import java.util.function.UnaryOperator;

/** A scalar of a foreign configuration, as text, with where it came from. */
record Text(String text, Place place, String path) {
    /** The same with another text. */
    Text map(UnaryOperator<String> change) {
        return new Text(change.apply(text), place, path);
    }

    /** For our own document: its place is that in the foreign one. */
    Value.Scalar value() {
        return new Value.Scalar(Value.Kind.TEXT, text, place);
    }

    /** A number for our own document. */
    Value.Scalar number() {
        return new Value.Scalar(Value.Kind.WHOLE, text, place);
    }
}
