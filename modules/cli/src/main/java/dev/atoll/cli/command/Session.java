package dev.atoll.cli.command;

import dev.atoll.cli.progress.PlainProgress;
import dev.atoll.cli.progress.Progress;
import dev.atoll.cli.progress.TerminalProgress;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;

/**
 * What a command has of the world around it.
 *
 * @param out results; guarded, so that foreign text cannot command a terminal
 * @param err progress and problems; guarded too
 * @param environment variables of the process
 * @param terminal whether standard error is a terminal
 */
public record Session(PrintWriter out, PrintWriter err, Map<String, String> environment, boolean terminal) {
    public Session {
        out = GuardedWriter.of(out);
        err = GuardedWriter.of(err);
        environment = Map.copyOf(environment);
    }

    /** Results as they are, for text that is our own throughout and may have colours. */
    public PrintWriter rawOut() {
        return GuardedWriter.raw(out);
    }

    /** Standard error as it is, for colours and moving lines; foreign text must go through {@link #err}. */
    public PrintWriter rawErr() {
        return GuardedWriter.raw(err);
    }

    /** A variable of the environment; an empty one counts as absent. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    /** Whether standard error takes colours. */
    public boolean colours() {
        return terminal && variable("NO_COLOR").isEmpty() && !variable("TERM").equals(Optional.of("dumb"));
    }

    /** Shows how far long work is, on standard error. Close it before anything else is printed there. */
    public Progress progress() {
        boolean moving = terminal && !variable("TERM").equals(Optional.of("dumb"));
        return moving ? new TerminalProgress(rawErr(), columns(), System::nanoTime) : new PlainProgress(err);
    }

    private int columns() {
        return variable("COLUMNS")
                .filter(text -> text.matches("[0-9]{2,4}"))
                .map(Integer::parseInt)
                .orElse(80);
    }
}
