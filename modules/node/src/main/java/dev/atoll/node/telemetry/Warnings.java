package dev.atoll.node.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Warnings, at most one of a kind in a while, since each becomes an entry of the journal that is sent too. Thread safe. */
final class Warnings {
    /** What a warning is about. */
    enum Kind {
        /** The collector could not be reached or is too busy. */
        UNAVAILABLE,
        /** The collector does not take what it was sent. */
        REFUSED,
        /** The queue has no room. */
        FULL,
        /** Lines of the journal cannot be read. */
        LINE,
        /** The journal cannot be read. */
        JOURNAL,
        /** The queue cannot be read or written. */
        QUEUE,
        /** The node cannot be measured. */
        MEASURE
    }

    private record Last(Instant when, long held) {}

    private final InstantSource clock;
    private final Duration pause;
    private final Consumer<String> out;
    private final Map<Kind, Last> last = new EnumMap<>(Kind.class);

    Warnings(InstantSource clock, Duration pause, Consumer<String> out) {
        this.clock = clock;
        this.pause = pause;
        this.out = out;
    }

    /** Tells it, or only counts it if the last of its kind was told a short while ago. */
    synchronized void warn(Kind kind, String text) {
        Instant now = clock.instant();
        Last before = last.get(kind);
        if (before != null && now.isBefore(before.when().plus(pause))) {
            last.put(kind, new Last(before.when(), before.held() + 1));
            return;
        }
        long held = before == null ? 0 : before.held();
        last.put(kind, new Last(now, 0));
        out.accept("telemetry: " + text + (held == 0 ? "" : " (" + held + " warnings like this were held back)"));
    }
}
