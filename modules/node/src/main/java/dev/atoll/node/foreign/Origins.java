package dev.atoll.node.foreign;

import dev.atoll.document.Place;
import dev.atoll.document.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The paths of the values of foreign documents, by their places. For one import. */
final class Origins {
    private final Map<Position, String> paths = new HashMap<>();

    private record Position(String document, int line, int column) {
        static Position of(Place place) {
            return new Position(place.document(), place.line(), place.column());
        }
    }

    /** Adds the values of a document. An alias stands at the place of what it means. */
    void add(Value value, String path) {
        if (paths.putIfAbsent(Position.of(value.place()), path) != null && !path.isEmpty()) {
            return;
        }
        switch (value) {
            case Value.Mapping mapping ->
                mapping.entries()
                        .forEach(entry -> add(entry.value(), path.isEmpty() ? entry.key() : path + "." + entry.key()));
            case Value.Sequence(List<Value> items, Place _, long _) -> {
                for (int i = 0; i < items.size(); i++) {
                    add(items.get(i), path + "[" + i + "]");
                }
            }
            case Value.Scalar _ -> {
                // Has nothing below it.
            }
        }
    }

    Optional<String> path(Place place) {
        return Optional.ofNullable(paths.get(Position.of(place)));
    }
}
