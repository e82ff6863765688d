package dev.atoll.node.telemetry;

import dev.atoll.node.config.Telemetry.Journal;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Follows the journal through journalctl(1) and starts it again, after the last entry that came, whenever it ends. Without a
 * place to go on from it begins with this boot.
 */
final class JournalFollower implements Runnable, AutoCloseable {
    private static final int LONGEST_COMPLAINT = 400;

    private final Program program;
    private final LogFeed feed;
    private final Warnings warnings;
    private final RandomGenerator random;
    private final Pause pause;
    private final JournalEntryReader reader = new JournalEntryReader();
    private final AtomicReference<@Nullable Process> running = new AtomicReference<>();
    private volatile boolean closed;

    /** What writes entries. */
    interface Program {
        /** Its words, to go on after a place; from the begin if that is empty. */
        List<String> after(String cursor);
    }

    /** Thrown through the reader of lines when the thread is interrupted. */
    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    JournalFollower(Program program, LogFeed feed, Warnings warnings, RandomGenerator random, Pause pause) {
        this.program = program;
        this.feed = feed;
        this.warnings = warnings;
        this.random = random;
        this.pause = pause;
    }

    /**
     * The journal of this machine. Priorities are looked at here, since journalctl leaves out what has none.
     *
     * @param journal which units
     */
    static Program ofMachine(Journal journal) {
        return cursor -> {
            List<String> words = new ArrayList<>(List.of(
                    "journalctl",
                    "--output=json",
                    "--all",
                    "--quiet",
                    "--no-pager",
                    "--follow",
                    "--no-tail",
                    "--output-fields=" + String.join(",", JournalEntryReader.wanted())));
            words.add(cursor.isEmpty() ? "--boot" : "--after-cursor=" + cursor);
            journal.units().forEach(unit -> words.add("--unit=" + unit));
            return words;
        };
    }

    /** Follows until it is closed or the thread is interrupted. */
    @Override
    public void run() {
        int failures = 0;
        try {
            while (!closed) {
                String before = feed.cursor();
                follow(before);
                failures = feed.cursor().equals(before) ? failures + 1 : 1;
                if (!closed) {
                    pause.rest(Backoff.USUAL.after(failures, random));
                }
            }
        } catch (InterruptedException | StoppedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the program once, to its end. */
    void follow(String cursor) throws InterruptedException {
        boolean sound = JournalEntryReader.isCursor(cursor);
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(program.after(sound ? cursor : ""))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.environment().put("LC_ALL", "C.UTF-8");
            process = builder.start();
        } catch (IOException e) {
            warnings.warn(Warnings.Kind.JOURNAL, "the journal cannot be read: " + e.getMessage());
            return;
        }
        running.set(process);
        AtomicReference<String> complaint = new AtomicReference<>("");
        Thread complaints = Thread.ofVirtual().start(() -> complaint.set(last(process.getErrorStream())));
        try (InputStream out = process.getInputStream()) {
            new JournalLines(JournalEntryReader.LONGEST)
                    .read(
                            out,
                            this::line,
                            () -> feed.skip("its line is longer than " + JournalEntryReader.LONGEST + " bytes"));
        } catch (IOException e) {
            // What closing does while a read waits; the end of the program tells all else.
        } finally {
            process.destroy();
            running.set(null);
        }
        int status = process.waitFor();
        complaints.join();
        if (!closed && status != 0) {
            warnings.warn(
                    Warnings.Kind.JOURNAL,
                    "journalctl ended with status " + status + " and is started again: " + complaint.get());
        }
        if (status != 0 && complaint.get().contains("cursor") && feed.cursor().equals(cursor)) {
            feed.forget();
        }
    }

    private void line(byte[] line, int length) {
        JournalEntry entry;
        try {
            entry = reader.read(line, length);
        } catch (JournalEntryException e) {
            feed.skip(String.valueOf(e.getMessage()));
            return;
        }
        try {
            feed.add(entry);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    /** The end of what a program complains about. */
    private static String last(InputStream err) {
        StringBuilder text = new StringBuilder();
        try (err) {
            byte[] buffer = new byte[1024];
            for (int count = err.read(buffer); count >= 0; count = err.read(buffer)) {
                text.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                text.delete(0, Math.max(0, text.length() - LONGEST_COMPLAINT));
            }
        } catch (IOException e) {
            return text.toString().strip();
        }
        return text.toString().strip();
    }

    @Override
    public void close() {
        closed = true;
        Process process = running.get();
        if (process != null) {
            process.destroy();
        }
    }
}
