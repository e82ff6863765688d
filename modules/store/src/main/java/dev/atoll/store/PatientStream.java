package dev.atoll.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A body whose sender may be silent only so long: a read that waits for longer fails (at the latest after twice). */
final class PatientStream extends FilterInputStream {
    private final Duration patience;
    private final AtomicLong turns = new AtomicLong(); // odd while a read waits
    private final Thread watch;
    private volatile boolean silent;

    PatientStream(InputStream body, Duration patience) {
        super(body);
        this.patience = patience;
        this.watch = Thread.ofVirtual().name("download-watch").start(this::watch);
    }

    private void watch() {
        try {
            long before = -1;
            while (true) {
                Thread.sleep(patience);
                long now = turns.get();
                if (now == before && now % 2 == 1) {
                    silent = true;
                    in.close();
                    return;
                }
                before = now;
            }
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
        turns.incrementAndGet();
        try {
            int n = in.read(buffer, offset, length);
            if (n < 0 && silent) {
                throw new IOException("closed");
            }
            return n;
        } catch (IOException e) {
            throw silent ? new IOException("no byte came for " + patience.toMillis() + " ms", e) : e;
        } finally {
            turns.incrementAndGet();
        }
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        in.close();
    }
}
