package dev.atoll.cli.command;

import dev.atoll.document.Default;
import dev.atoll.document.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What {@code --json} prints where a command has nothing of its own to say.
 *
 * @param ok whether the command did its work
 * @param problems why not
 */
public record Outcome(boolean ok, @Default("[]") List<Reported> problems) {
    public Outcome {
        problems = List.copyOf(problems);
    }

    /** Work done. */
    public static Outcome done() {
        return new Outcome(true, List.of());
    }

    /** Work not done. */
    public static Outcome failed(List<Problem> problems) {
        return new Outcome(false, problems.stream().map(Reported::of).toList());
    }

    /**
     * A {@link Problem}, flat.
     *
     * @param line from 1
     * @param column from 1, in code points
     */
    public record Reported(
            String code,
            String message,
            Optional<String> file,
            Optional<Integer> line,
            Optional<Integer> column,
            Optional<String> hint) {
        static Reported of(Problem problem) {
            return new Reported(
                    problem.code(),
                    problem.message(),
                    problem.place().map(place -> place.document()),
                    problem.place().map(place -> place.line()),
                    problem.place().map(place -> place.column()),
                    problem.hint());
        }
    }
}
