package dev.atoll.node.telemetry;

import java.time.Duration;
import java.util.Optional;

/** What came of a request to the collector. */
sealed interface Reply {
    /**
     * The collector has it.
     *
     * @param rejected how many records of it were not taken, and never will be
     * @param message of the collector; may be empty
     */
    record Accepted(long rejected, String message) implements Reply {}

    /**
     * The collector does not take it, now or later.
     *
     * @param reason for people
     */
    record Refused(String reason) implements Reply {}

    /**
     * It may work later.
     *
     * @param reason for people
     * @param after when the collector wants to be asked again, if it said so
     */
    record Unavailable(String reason, Optional<Duration> after) implements Reply {}
}
