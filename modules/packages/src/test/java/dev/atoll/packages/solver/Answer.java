package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a resolver said.
 *
 * @param packages {@code name:architecture version} of all chosen, {@code all} as its architecture if it has none;
 *     empty if there is no solution
 * @param text why there is no solution, as the tool says it
 */
record Answer(boolean solved, Set<String> packages, String text) {
    static Answer of(Set<String> packages) {
        return new Answer(true, packages, "");
    }

    static Answer none(String text) {
        return new Answer(false, Set.of(), text);
    }

    static Answer of(Resolution resolution) {
        return switch (resolution) {
            case Resolution.Solved solved -> {
                Set<String> packages = new TreeSet<>();
                solved.packages().forEach(item -> packages.add(text(item)));
                yield of(packages);
            }
            case Resolution.Unsolvable unsolvable ->
                none(unsolvable.explanation().render());
        };
    }

    static String text(Package item) {
        return item.name() + ":" + item.architecture() + " " + item.version();
    }
}
