package dev.atoll.machine.host;

import java.time.Duration;

/** A short sleep between two looks at something that gives no notice. */
public final class Pause {
    private Pause() {}

    /** Sleeps; an interrupt ends the wait as a {@link MachineException} and stays set. */
    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException("interrupted", "interrupted while waiting", e);
        }
    }
}
