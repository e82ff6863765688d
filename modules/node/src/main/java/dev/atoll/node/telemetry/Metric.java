package dev.atoll.node.telemetry;

import java.util.List;
import java.util.Map;

/**
 * Something that was measured.
 *
 * @param name by the semantic conventions where they have one
 * @param unit in the notation of UCUM
 * @param kind how values follow each other
 * @param since when counting began, in microseconds since 1970; of no meaning for a gauge
 * @param points the values
 */
record Metric(String name, String unit, Kind kind, long since, List<Point> points) {
    Metric {
        points = List.copyOf(points);
    }

    /** How values of a metric follow each other. */
    enum Kind {
        /** Each stands for itself. */
        GAUGE,
        /** A sum that grows. */
        COUNTER,
        /** A sum that grows and shrinks. */
        UP_DOWN_COUNTER
    }

    /**
     * A value.
     *
     * @param attributes what tells it from the others
     * @param value of it
     */
    record Point(Map<String, String> attributes, Value value) {
        Point {
            attributes = Map.copyOf(attributes);
        }
    }

    /** A number. */
    sealed interface Value {
        /** Without a fraction. */
        record Whole(long value) implements Value {}

        /** With one; finite. */
        record Real(double value) implements Value {}
    }
}
