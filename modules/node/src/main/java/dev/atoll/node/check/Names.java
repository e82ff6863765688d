package dev.atoll.node.check;

import dev.atoll.document.Place;
import dev.atoll.document.Report;
import java.util.HashMap;
import java.util.Map;

/** Names that were given, and where. For one document. */
final class Names {
    private final Map<String, Place> given = new HashMap<>();

    void unique(String kind, String name, Place place, Report report) {
        Place first = given.putIfAbsent(kind + " " + name, place);
        if (first != null) {
            report.add(
                    place,
                    "duplicate-name",
                    "there are two of the " + kind + " " + name + "; the other is at line " + first.line(),
                    "rename or remove one of them");
        }
    }
}
