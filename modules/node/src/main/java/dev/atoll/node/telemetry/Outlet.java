package dev.atoll.node.telemetry;

import java.time.Instant;

/**
 * The way of one signal to the collector.
 *
 * @param queue what waits
 * @param sender what sends it
 */
record Outlet(DiskQueue queue, Sender sender) {
    TelemetryStatus.Flow status() {
        Counts counts = sender.counts();
        return new TelemetryStatus.Flow(
                queue.records(),
                queue.bytes(),
                counts.sent(),
                counts.rejected(),
                queue.dropped(),
                counts.failures(),
                counts.lastSent().map(Instant::toString),
                counts.lastFailure());
    }
}
