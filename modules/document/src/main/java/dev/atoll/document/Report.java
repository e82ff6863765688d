package dev.atoll.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Gathers the problems of one document. Not thread-safe. A document can hold more mistakes than anyone wants to read:
 * past {@value #MOST} they are only counted.
 */
public final class Report {
    private static final int MOST = 200;

    private final List<Problem> problems = new ArrayList<>();
    private int unlisted;

    Report() {}

    /** Adds a problem; an empty hint is none. */
    public void add(Place place, String code, String message, String hint) {
        if (problems.size() < MOST) {
            problems.add(Problem.at(place, code, message, hint));
        } else {
            unlisted++;
        }
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidDocumentException with all problems in the order of the document, if there are any
     */
    void throwIfAny() {
        if (problems.isEmpty()) {
            return;
        }
        List<Problem> sorted = new ArrayList<>(problems);
        sorted.sort(Comparator.comparing(
                problem -> problem.place().orElseThrow(),
                Comparator.comparingInt(Place::line).thenComparingInt(Place::column)));
        if (unlisted > 0) {
            sorted.add(Problem.of("too-many-problems", "and " + unlisted + " more problems", ""));
        }
        throw new InvalidDocumentException(sorted);
    }
}
