package dev.atoll.cli.progress;

import dev.atoll.document.Shown;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicLong;

/** A line when a task begins and one when it is done: for logs and pipes. */
public final class PlainProgress implements Progress {
    private final PrintWriter out;

    public PlainProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Task task(String label, long total, Unit unit) {
        note(total > 0 ? label + ": " + unit.show(total) : label);
        AtomicLong done = new AtomicLong();
        return new Task() {
            @Override
            public void advance(long amount) {
                done.addAndGet(amount);
            }

            @Override
            public void close() {
                note(label + ": done" + (done.get() > 0 ? ", " + unit.show(done.get()) : ""));
            }
        };
    }

    @Override
    public synchronized void note(String line) {
        out.println(Shown.oneLine(line));
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }
}
