package dev.atoll.node.telemetry;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before another try: doubled each time, up to a bound, and spread by chance, so that a fleet does not come
 * back all at once.
 *
 * @param first wait
 * @param most that is waited
 */
record Backoff(Duration first, Duration most) {
    /** For collectors and programs: from one second to one minute. */
    static final Backoff USUAL = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /**
     * The wait after a number of failures, between a half and all of what the number makes it.
     *
     * @param failures at least 1
     */
    Duration after(int failures, RandomGenerator random) {
        long bound = Math.min(most.toMillis(), first.toMillis() << Math.min(failures - 1, 20));
        return Duration.ofMillis(bound / 2 + random.nextLong(bound - bound / 2 + 1));
    }
}
