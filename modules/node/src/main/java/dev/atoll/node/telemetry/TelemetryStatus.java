package dev.atoll.node.telemetry;

import java.util.Optional;

/**
 * What became of logs and metrics since the agent began.
 *
 * @param logs entries of the journal; empty if none are sent
 * @param metrics values of metrics; empty if none are sent
 * @param skipped entries of the journal that could not be read
 */
public record TelemetryStatus(Optional<Flow> logs, Optional<Flow> metrics, long skipped) {
    /**
     * What became of one kind.
     *
     * @param queued records that wait for the collector
     * @param queuedBytes that they take on the disk, with some that were sent
     * @param sent records that the collector took
     * @param rejected records that it refused
     * @param dropped records that went because the queue was full
     * @param failures requests that had to be repeated
     * @param lastSent when the collector took some last, as ISO 8601 has it
     * @param lastFailure why nothing can be sent now
     */
    public record Flow(
            long queued,
            long queuedBytes,
            long sent,
            long rejected,
            long dropped,
            long failures,
            Optional<String> lastSent,
            Optional<String> lastFailure) {}
}
