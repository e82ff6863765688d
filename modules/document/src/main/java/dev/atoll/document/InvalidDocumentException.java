package dev.atoll.document;

import java.util.List;
import java.util.stream.Collectors;

/** A document that cannot be used, with all its problems. */
public final class InvalidDocumentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public InvalidDocumentException(List<Problem> problems) {
        super(problems.stream().map(Problem::render).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** At least one, in the order of the document. */
    public List<Problem> problems() {
        return problems;
    }
}
