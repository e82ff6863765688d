package dev.atoll.node.check;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Place;
import dev.atoll.document.Problem;
import dev.atoll.node.config.Include;
import java.util.List;

/** Gives the documents that a configuration includes. */
@FunctionalInterface
public interface IncludeSource {
    /** Gives none: for configurations that were joined already. */
    IncludeSource NONE = (_, from, place) -> {
        throw new InvalidDocumentException(List.of(Problem.at(
                place, "include-refused", from.name() + " can include nothing here", "join the documents beforehand")));
    };

    /**
     * Gives a document.
     *
     * @param include what is included
     * @param from by which document
     * @param place where it says so
     * @throws InvalidDocumentException if it cannot be had, or is another than the one that was meant
     */
    ConfigText read(Include include, ConfigText from, Place place);
}
