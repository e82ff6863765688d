package dev.atoll.node.fetch;

import java.time.Duration;

/** A moment by the clock that never jumps, {@code System.nanoTime}. */
final class Deadline {
    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** What is left; negative when it is over. */
    Duration left() {
        return Duration.ofNanos(end - System.nanoTime());
    }

    /** The shorter one of a time and what is left, at least a millisecond. */
    Duration atMost(Duration time) {
        Duration left = left();
        Duration shorter = left.compareTo(time) < 0 ? left : time;
        return shorter.toMillis() < 1 ? Duration.ofMillis(1) : shorter;
    }

    boolean isOver() {
        return left().isNegative();
    }
}
