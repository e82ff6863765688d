package dev.atoll.node.fetch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A body that has to end by a deadline, and whose sender may be silent only so long. For one reader. */
final class TimedStream extends FilterInputStream {
    private final Duration silence;
    private final Deadline deadline;
    private final AtomicLong reads = new AtomicLong();
    private final Thread watch;
    private volatile String late = "";

    TimedStream(InputStream body, Duration silence, Deadline deadline) {
        super(body);
        this.silence = silence;
        this.deadline = deadline;
        this.watch = Thread.ofVirtual().name("fetch-watch").start(this::watch);
    }

    private void watch() {
        try {
            long before = -1;
            while (late.isEmpty()) {
                Thread.sleep(deadline.atMost(silence));
                long now = reads.get();
                if (deadline.isOver()) {
                    late = "it took too long";
                } else if (now == before) {
                    late = "no byte came for " + silence.toMillis() + " ms";
                }
                before = now;
            }
            in.close();
        } catch (InterruptedException | IOException e) {
            // closed by its reader
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int n = in.read(buffer, offset, length);
            reads.incrementAndGet();
            if (!late.isEmpty()) {
                throw new IOException(late);
            }
            return n;
        } catch (IOException e) {
            throw late.isEmpty() ? e : new IOException(late, e);
        }
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        in.close();
    }
}
