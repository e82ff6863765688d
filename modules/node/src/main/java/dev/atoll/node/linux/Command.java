package dev.atoll.node.linux;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs and waits for them. Thread safe. */
public final class Command {
    /** Most of what is kept of a program's output, in bytes. */
    private static final int MOST = 1 << 20;

    private Command() {}

    /**
     * How a program ended.
     *
     * @param status its exit status
     * @param output what it wrote, to standard output and error as they came; at most a mebibyte
     */
    public record Ended(int status, String output) {
        /** Whether it did what it was asked. */
        public boolean ok() {
            return status == 0;
        }
    }

    /**
     * Runs a program to its end.
     *
     * @param limit after which it is killed
     * @throws CommandException if it cannot be started, or does not end in time
     */
    public static Ended run(Duration limit, List<String> words) {
        return run(limit, Path.of("/dev/null"), words);
    }

    /** Like {@link #run(Duration, List)}, with a file as its standard input. */
    public static Ended run(Duration limit, Path input, List<String> words) {
        Process process;
        try {
            process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(input.toFile()))
                    .start();
        } catch (IOException e) {
            throw new CommandException(words, "it cannot be started: " + e.getMessage());
        }
        try (InputStream out = process.getInputStream()) {
            Thread killer = Thread.ofVirtual().start(() -> killAfter(limit, process));
            byte[] bytes = out.readNBytes(MOST);
            out.transferTo(OutputStream.nullOutputStream());
            int status = process.waitFor();
            boolean inTime = killer.isAlive();
            killer.interrupt();
            if (!inTime) {
                throw new CommandException(words, "it did not end within " + limit.toSeconds() + " s");
            }
            return new Ended(status, new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new CommandException(words, "interrupted");
        }
    }

    /**
     * Runs a program that has to succeed.
     *
     * @return what it wrote
     * @throws CommandException with its output, if it does not
     */
    public static String check(Duration limit, List<String> words) {
        return check(limit, Path.of("/dev/null"), words);
    }

    /** Like {@link #check(Duration, List)}, with a file as its standard input. */
    public static String check(Duration limit, Path input, List<String> words) {
        Ended ended = run(limit, input, words);
        if (!ended.ok()) {
            throw new CommandException(
                    words, "status " + ended.status() + ": " + ended.output().strip());
        }
        return ended.output();
    }

    private static void killAfter(Duration limit, Process process) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            } else {
                // Keeps being alive until it is told that the output was read.
                Thread.sleep(Duration.ofDays(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
