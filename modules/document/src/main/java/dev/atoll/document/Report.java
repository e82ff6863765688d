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
        add(Problem.at(place, code, message, hint));
    }

    /** Adds a problem that has a place. */
    void add(Problem problem) {
        if (problems.size() < MOST) {
            problems.add(problem);
        } else {
            unlisted++;
        }
    }

    /** What was found so far. */
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * Ends the reading.
     *
     * @throws InvalidDocumentException with all problems in the order of the documents, if there are any
     */
    void throwIfAny() {
        if (problems.isEmpty()) {
            return;
        }
        List<Problem> sorted = new ArrayList<>(problems);
        List<String> documents = sorted.stream()
                .map(problem -> problem.place().orElseThrow().document())
                .distinct()
                .toList();
        sorted.sort(Comparator.comparing(
                problem -> problem.place().orElseThrow(),
                Comparator.comparingInt((Place place) -> documents.indexOf(place.document()))
                        .thenComparingInt(Place::line)
                        .thenComparingInt(Place::column)));
        if (unlisted > 0) {
            sorted.add(Problem.of("too-many-problems", "and " + unlisted + " more problems", ""));
        }
        throw new InvalidDocumentException(sorted);
    }
}
