package dev.atoll.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What Ctrl-C and termination do: the working thread is interrupted and has some seconds to leave what it does, so that
 * its {@code finally} blocks remove temporary files and stop processes; then the process ends, as the signal asked.
 */
final class Interruption {
    private static final long PATIENCE_SECONDS = 10;

    private final Thread worker;
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;

    private Interruption(Thread worker) {
        this.worker = worker;
    }

    /** Nothing can interrupt the work of this thread yet. */
    static Interruption of(Thread worker) {
        return new Interruption(worker);
    }

    /** Whether the work is to be left. */
    boolean requested() {
        return requested;
    }

    /** The work is over: nothing waits for it any more. */
    void finish() {
        finished.countDown();
    }

    /** Interrupts the work and waits until it is over, not for ever. To be called by a shutdown hook. */
    void interrupt() {
        if (finished.getCount() == 0) {
            return;
        }
        requested = true;
        worker.interrupt();
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(Atoll.INTERRUPTED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
