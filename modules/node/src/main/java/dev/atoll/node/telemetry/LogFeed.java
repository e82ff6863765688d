package dev.atoll.node.telemetry;

import dev.atoll.node.config.Telemetry.Priority;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Puts log records into batches and those into the queue: when they are many, when they are large, or when the oldest waited
 * long enough. While the queue cannot be written it holds up who adds to it; the journal keeps what comes meanwhile. Thread
 * safe.
 */
final class LogFeed implements Runnable {
    /** Most records in a batch. */
    static final int MOST_RECORDS = 512;

    /** A batch is not made larger, in bytes of JSON, unless one record is. */
    private static final int LARGE_BATCH = 256 << 10;

    /** Largest record that is sent, in bytes of JSON. */
    private static final int LARGEST_RECORD = 768 << 10;

    private static final Duration REST = Duration.ofSeconds(5);

    private final DiskQueue queue;
    private final Map<String, String> node;
    private final Priority least;
    private final boolean gzip;
    private final Duration delay;
    private final Warnings warnings;
    private final InstantSource clock;
    private LogBatch batch;
    private String cursor;
    private long since;
    private long skipped;

    /**
     * Goes on after the last entry of the queue.
     *
     * @param node attributes of all records
     * @param least important priority that is sent
     * @param delay that a record may wait for others
     */
    LogFeed(
            DiskQueue queue,
            Map<String, String> node,
            Priority least,
            boolean gzip,
            Duration delay,
            Warnings warnings,
            InstantSource clock) {
        this.queue = queue;
        this.node = Map.copyOf(node);
        this.least = least;
        this.gzip = gzip;
        this.delay = delay;
        this.warnings = warnings;
        this.clock = clock;
        this.batch = new LogBatch(node);
        this.cursor = queue.note();
    }

    /** The place of the last entry that was added; empty if there was none, ever. */
    synchronized String cursor() {
        return cursor;
    }

    /** Forgets the place, which is none of this journal. */
    synchronized void forget() {
        cursor = "";
    }

    /** How much of the journal was too large, or could not be read, since the service began. */
    synchronized long skipped() {
        return skipped;
    }

    /** Counts an entry that could not be read. */
    synchronized void skip(String reason) {
        skipped++;
        warnings.warn(
                Warnings.Kind.LINE, "an entry of the journal was skipped, the " + skipped + ". so far: " + reason);
    }

    /** Adds an entry, if it is important enough. */
    synchronized void add(JournalEntry entry) throws InterruptedException {
        if (entry.reaches(least)) {
            byte[] record = LogBatch.encoded(entry);
            if (record.length > LARGEST_RECORD) {
                skip("it is larger than " + LARGEST_RECORD + " bytes");
            } else {
                add(entry.service(), record);
            }
        }
        cursor = entry.cursor();
        batch.reach(cursor);
        if (batch.records() >= MOST_RECORDS) {
            flush();
        }
    }

    /** Adds a record of the agent itself, at once. */
    void notice(String service, Priority priority, String text) throws IOException {
        long micros = clock.instant().toEpochMilli() * 1000;
        LogBatch own = new LogBatch(node);
        own.add(service, LogBatch.encoded(micros, priority, text));
        queue.append(Batch.of(own.request(), own.records(), gzip, ""));
    }

    private void add(String service, byte[] record) throws InterruptedException {
        if (batch.records() > 0 && batch.bytes() + record.length > LARGE_BATCH) {
            flush();
        }
        if (batch.records() == 0) {
            since = System.nanoTime();
            notifyAll();
        }
        batch.add(service, record);
    }

    /** Puts what is there into the queue. */
    synchronized void flush() throws InterruptedException {
        while (true) {
            try {
                finish();
                return;
            } catch (IOException e) {
                warnings.warn(Warnings.Kind.QUEUE, "logs wait in the journal, since the queue cannot be written: " + e);
                wait(REST.toMillis());
            }
        }
    }

    /** Puts what is there into the queue, or leaves it to be read again. */
    synchronized void finish() throws IOException {
        if (batch.records() > 0) {
            queue.append(Batch.of(batch.request(), batch.records(), gzip, batch.cursor()));
            batch = new LogBatch(node);
        }
    }

    /** Flushes when records waited long enough, until the thread is interrupted. */
    @Override
    public synchronized void run() {
        try {
            while (true) {
                if (batch.records() == 0) {
                    wait();
                    continue;
                }
                long left = TimeUnit.NANOSECONDS.toMillis(since + delay.toNanos() - System.nanoTime());
                if (left > 0) {
                    wait(left);
                } else {
                    flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
