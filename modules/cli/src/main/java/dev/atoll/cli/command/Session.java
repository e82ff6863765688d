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
 * @param out results
 * @param err progress and problems
 * @param environment variables of the process
 * @param terminal whether standard error is a terminal
 */
public record Session(PrintWriter out, PrintWriter err, Map<String, String> environment, boolean terminal) {
    public Session {
        environment = Map.copyOf(environment);
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
        return moving ? new TerminalProgress(err, columns(), System::nanoTime) : new PlainProgress(err);
    }

    private int columns() {
        return variable("COLUMNS")
                .filter(text -> text.matches("[0-9]{2,4}"))
                .map(Integer::parseInt)
                .orElse(80);
    }
}
