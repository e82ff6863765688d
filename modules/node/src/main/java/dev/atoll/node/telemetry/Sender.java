package dev.atoll.node.telemetry;

import dev.atoll.node.config.Telemetry.Signal;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/** Sends what lies in a queue, one batch after the other, each until the collector answered for it. */
final class Sender implements Runnable {
    private final Signal signal;
    private final DiskQueue queue;
    private final Collector collector;
    private final Warnings warnings;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Pause pause;
    private final Lost lost;
    private final AtomicReference<Counts> counts = new AtomicReference<>(Counts.NONE);

    /** Is told what was dropped. */
    interface Lost {
        void tell(long records) throws IOException;
    }

    /** @param lost told, while the collector takes something, how many records were dropped for want of room */
    Sender(
            Signal signal,
            DiskQueue queue,
            Collector collector,
            Warnings warnings,
            InstantSource clock,
            RandomGenerator random,
            Pause pause,
            Lost lost) {
        this.signal = signal;
        this.queue = queue;
        this.collector = collector;
        this.warnings = warnings;
        this.clock = clock;
        this.random = random;
        this.pause = pause;
        this.lost = lost;
    }

    Counts counts() {
        return counts.get();
    }

    /** Sends until the thread is interrupted. */
    @Override
    public void run() {
        int failures = 0;
        try {
            while (true) {
                Duration wait = step(failures + 1);
                failures = wait.isZero() ? 0 : failures + 1;
                pause.rest(wait);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries to send the oldest batch, and says how long to wait before the next try. */
    private Duration step(int attempt) throws InterruptedException {
        try {
            DiskQueue.Stored stored = queue.take();
            return switch (collector.send(signal, stored.batch())) {
                case Reply.Accepted(long rejected, String message) -> {
                    accepted(stored, rejected, message);
                    yield Duration.ZERO;
                }
                case Reply.Refused(String reason) -> {
                    refused(stored, reason);
                    yield Duration.ZERO;
                }
                case Reply.Unavailable(String reason, var after) -> {
                    counts.updateAndGet(it -> it.failed(reason));
                    warnings.warn(
                            Warnings.Kind.UNAVAILABLE,
                            name() + " wait, " + queue.records() + " records so far; the collector: " + reason);
                    Duration own = Backoff.USUAL.after(attempt, random);
                    yield after.filter(it -> it.compareTo(own) > 0).orElse(own);
                }
            };
        } catch (IOException e) {
            warnings.warn(Warnings.Kind.QUEUE, "the queue of " + name() + " cannot be used: " + e);
            return Backoff.USUAL.after(attempt, random);
        }
    }

    private void accepted(DiskQueue.Stored stored, long rejected, String message) throws IOException {
        queue.remove(stored);
        long refused = Math.min(rejected, stored.batch().records());
        counts.updateAndGet(it -> it.accepted(stored.batch().records() - refused, refused, clock.instant()));
        if (rejected > 0 || !message.isEmpty()) {
            warnings.warn(
                    Warnings.Kind.REFUSED,
                    "the collector did not take " + refused + " of "
                            + stored.batch().records() + " records of " + name() + ": " + message);
        }
        long dropped = queue.unreported();
        if (dropped > 0) {
            lost.tell(dropped);
            queue.reported(dropped);
        }
    }

    private void refused(DiskQueue.Stored stored, String reason) throws IOException {
        queue.remove(stored);
        counts.updateAndGet(it -> it.refused(stored.batch().records(), reason));
        warnings.warn(
                Warnings.Kind.REFUSED,
                "the collector refuses " + name() + ", so " + stored.batch().records() + " records are lost: "
                        + reason);
    }

    private String name() {
        return signal.name().toLowerCase(Locale.ROOT);
    }
}
