package dev.atoll.node.foreign;

import dev.atoll.document.Place;
import dev.atoll.document.Value;
import dev.atoll.node.foreign.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers findings. For one import. */
final class Findings {
    private final List<Finding> found = new ArrayList<>();

    /** Something is left out. */
    void lost(Value value, String path, String why, String instead) {
        add(value.place(), path, Severity.NOT_CARRIED_OVER, kind(value), why, instead);
    }

    /** Something is left out of which only the text is known. */
    void lost(Text text, String why, String instead) {
        add(text.place(), text.path(), Severity.NOT_CARRIED_OVER, "text", why, instead);
    }

    /** Something becomes something else. */
    void changed(Text text, String why, String instead) {
        changed(text.place(), text.path(), "text", why, instead);
    }

    /** Something becomes something else. */
    void changed(Place place, String path, String what, String why, String instead) {
        add(place, path, Severity.CARRIED_OVER_DIFFERENTLY, what, why, instead);
    }

    void add(Place place, String path, Severity severity, String what, String why, String instead) {
        found.add(new Finding(place, path, severity, what, why, instead));
    }

    /** All, in the order of the documents. */
    List<Finding> sorted() {
        List<String> documents =
                found.stream().map(it -> it.place().document()).distinct().toList();
        return found.stream()
                .distinct()
                .sorted(Comparator.comparing(
                        Finding::place,
                        Comparator.comparingInt((Place place) -> documents.indexOf(place.document()))
                                .thenComparingInt(Place::line)
                                .thenComparingInt(Place::column)))
                .toList();
    }

    /** What a value is, without what it says. */
    static String kind(Value value) {
        return switch (value) {
            case Value.Scalar(Value.Kind kind, String _, Place _) ->
                switch (kind) {
                    case EMPTY -> "nothing";
                    case LOGICAL -> "true or false";
                    case WHOLE, DECIMAL -> "a number";
                    case TEXT -> "text";
                    case BINARY -> "binary data";
                };
            case Value.Sequence list -> "a list of " + list.items().size();
            case Value.Mapping mapping ->
                "a mapping of " + mapping.entries().size() + (mapping.entries().size() == 1 ? " key" : " keys");
        };
    }
}
