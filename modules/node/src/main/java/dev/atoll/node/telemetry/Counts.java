package dev.atoll.node.telemetry;

import java.time.Instant;
import java.util.Optional;

/**
 * What became of one signal's records since the service began.
 *
 * @param sent records that the collector took
 * @param rejected records that it did not take
 * @param failures requests that have to be repeated
 * @param lastSent when it took some last
 * @param lastFailure why the last request failed; empty once one was taken
 */
record Counts(long sent, long rejected, long failures, Optional<Instant> lastSent, Optional<String> lastFailure) {
    static final Counts NONE = new Counts(0, 0, 0, Optional.empty(), Optional.empty());

    Counts accepted(long taken, long refused, Instant now) {
        return new Counts(sent + taken, rejected + refused, failures, Optional.of(now), Optional.empty());
    }

    Counts refused(long records, String reason) {
        return new Counts(sent, rejected + records, failures, lastSent, Optional.of(reason));
    }

    Counts failed(String reason) {
        return new Counts(sent, rejected, failures + 1, lastSent, Optional.of(reason));
    }
}
