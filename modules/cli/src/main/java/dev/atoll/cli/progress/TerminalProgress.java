package dev.atoll.cli.progress;

import dev.atoll.document.Shown;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** One line that is drawn again and again: the youngest task's label, its bar and numbers. */
public final class TerminalProgress implements Progress {
    private static final String CLEAR = "\r\u001b[K";
    private static final long PAUSE = 100_000_000;
    private static final int BAR = 24;

    private final PrintWriter out;
    private final int columns;
    private final LongSupplier nanoTime;
    private final List<Running> running = new ArrayList<>();
    private long drawn;
    private boolean dirty;

    /**
     * Progress on a terminal.
     *
     * @param columns its width
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    public TerminalProgress(PrintWriter out, int columns, LongSupplier nanoTime) {
        this.out = out;
        this.columns = columns;
        this.nanoTime = nanoTime;
        this.drawn = nanoTime.getAsLong() - PAUSE;
    }

    @Override
    public synchronized Task task(String label, long total, Unit unit) {
        Running task = new Running(label, total, unit);
        running.add(task);
        draw();
        return task;
    }

    @Override
    public synchronized void note(String line) {
        erase();
        out.println(Shown.oneLine(line));
        draw();
    }

    @Override
    public synchronized void close() {
        running.clear();
        erase();
        out.flush();
    }

    private void erase() {
        if (dirty) {
            out.print(CLEAR);
            dirty = false;
        }
    }

    private void draw() {
        if (!running.isEmpty()) {
            String line = running.getLast().line();
            out.print(CLEAR + line.substring(0, Math.min(line.length(), columns - 1)));
            dirty = true;
        }
        out.flush();
        drawn = nanoTime.getAsLong();
    }

    private final class Running implements Task {
        private final String label;
        private final long total;
        private final Unit unit;
        private long done;

        Running(String label, long total, Unit unit) {
            this.label = Shown.oneLine(label);
            this.total = total;
            this.unit = unit;
        }

        @Override
        public void advance(long amount) {
            synchronized (TerminalProgress.this) {
                done += amount;
                if (nanoTime.getAsLong() - drawn >= PAUSE) {
                    draw();
                }
            }
        }

        @Override
        public void close() {
            synchronized (TerminalProgress.this) {
                if (running.remove(this)) {
                    erase();
                    out.println(label + ": done" + (done > 0 ? ", " + unit.show(done) : ""));
                    draw();
                }
            }
        }

        private String line() {
            if (total <= 0) {
                return label + (done > 0 ? "  " + unit.show(done) : "");
            }
            int full = (int) (BAR * Math.clamp((double) done / total, 0.0, 1.0));
            String bar = "=".repeat(full) + " ".repeat(BAR - full);
            return label + " [" + bar + "] " + unit.show(done) + " of " + unit.show(total);
        }
    }
}
