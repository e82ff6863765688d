package dev.atoll.store;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/** Tries something on the network several times, waiting longer each time. */
record Attempts(DownloadSettings settings) {

    /** Runs {@code attempt} until it gives something, fails for good, or has failed too often. */
    <T> T run(String name, URI uri, Attempt<T> attempt) {
        Duration pause = settings.firstPause();
        for (int tries = 1; ; tries++) {
            try {
                try {
                    return attempt.run();
                } catch (IOException e) {
                    if (Thread.currentThread().isInterrupted()) {
                        throw new InterruptedException();
                    }
                    if (tries == settings.attempts()) {
                        throw failed(name, uri, tries, e);
                    }
                }
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw DownloadException.cancelled(name, uri);
            }
            pause = pause.multipliedBy(2);
        }
    }

    private static DownloadException failed(String name, URI uri, int tries, IOException cause) {
        String message = cause.getMessage();
        String why = message == null ? cause.getClass().getSimpleName() : message;
        DownloadException failure =
                DownloadException.unreachable(name, uri, why + (tries == 1 ? "" : " (tried " + tries + " times)"));
        failure.initCause(cause);
        return failure;
    }

    /** One try. */
    @FunctionalInterface
    interface Attempt<T> {
        /**
         * Does it.
         *
         * @throws IOException if another try may help
         * @throws DownloadException if not
         */
        T run() throws IOException, InterruptedException;
    }
}
