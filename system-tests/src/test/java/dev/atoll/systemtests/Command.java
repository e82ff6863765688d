package dev.atoll.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs another program and keeps what it says. */
public final class Command {
    private static final long LIMIT_MINUTES = 25;

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Command() {}

    /** A program with arguments. */
    public static Command of(Object... words) {
        Command command = new Command();
        for (Object word : words) {
            command.words.add(word.toString());
        }
        return command;
    }

    /** Adds arguments. */
    public Command and(Object... more) {
        for (Object word : more) {
            words.add(word.toString());
        }
        return this;
    }

    /** The program and its arguments. */
    public List<String> words() {
        return List.copyOf(words);
    }

    /** Sets a variable of its environment. */
    public Command with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    /**
     * What a program said.
     *
     * @param status its exit status
     * @param output standard output and error together
     */
    public record Result(int status, String output) {
        /** This result, which must be a success. */
        public Result succeeded() {
            assertThat(status).as("exit status, having said:\n" + output).isZero();
            return this;
        }
    }

    /** Starts it; the output goes to {@code log}. */
    public Process start(Path log) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError("this test needs " + words.getFirst() + "; ./check installs it", e);
        }
    }

    /** Runs it to its end. */
    public Result run() {
        try {
            Path log = Files.createTempFile("atoll-command-", ".log");
            try {
                Process process = start(log);
                return finish(process, log);
            } finally {
                Files.deleteIfExists(log);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for what {@link #start} started. */
    public static Result finish(Process process, Path log) throws IOException {
        try {
            boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            String output = Files.readString(log);
            assertThat(ended).as("ended in time, having said:\n" + output).isTrue();
            return new Result(process.exitValue(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
