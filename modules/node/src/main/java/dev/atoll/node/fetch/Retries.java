package dev.atoll.node.fetch;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How often to try.
 *
 * @param first pause; each further one is twice as long
 * @param longest pause
 * @param total time after which no further attempt begins
 */
public record Retries(Duration first, Duration longest, Duration total) {
    /** Begins to count. */
    public Turn begin() {
        return new Turn(this);
    }

    /** One time of trying. For one thread. */
    public static final class Turn {
        private final Retries retries;
        private final Deadline deadline;
        private Duration pause;

        private Turn(Retries retries) {
            this.retries = retries;
            this.deadline = Deadline.in(retries.total());
            this.pause = retries.first();
        }

        /**
         * Waits before another attempt.
         *
         * @return whether there is to be one; not after the time is over, nor when the thread is interrupted
         */
        public boolean again() {
            if (deadline.left().compareTo(pause) < 0) {
                return false;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            Duration twice = pause.multipliedBy(2);
            pause = twice.compareTo(retries.longest()) < 0 ? twice : retries.longest();
            return true;
        }

        /**
         * Tries until an attempt gives something or fails for good.
         *
         * @throws PassingException that of the last attempt
         */
        public <T> T run(Supplier<T> attempt) {
            while (true) {
                try {
                    return attempt.get();
                } catch (PassingException e) {
                    if (!again()) {
                        throw e;
                    }
                }
            }
        }
    }
}
