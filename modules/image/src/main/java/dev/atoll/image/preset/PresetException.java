package dev.atoll.image.preset;

import dev.atoll.document.Problem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The lists of units to enable and mask cannot be applied to a tree. Codes: {@code unknown-unit}, {@code unit-is-alias},
 * {@code unit-is-masked}, {@code enabled-and-masked}, {@code unit-in-etc}, {@code template-and-instances},
 * {@code endless-also}.
 */
public final class PresetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    PresetException(List<Problem> problems) {
        super(problems.stream().map(Problem::render).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All of them, in the order of the lists. */
    public List<Problem> problems() {
        return problems;
    }
}
