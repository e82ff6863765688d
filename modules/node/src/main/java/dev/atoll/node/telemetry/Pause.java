package dev.atoll.node.telemetry;

import java.time.Duration;

/** Waits. */
interface Pause {
    void rest(Duration duration) throws InterruptedException;
}
