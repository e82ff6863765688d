package dev.atoll.packages;

import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing a package needs: any one of some alternatives, the first preferred.
 *
 * @param alternatives at least one, in the order written
 */
public record Requirement(List<Relation> alternatives) {
    public Requirement {
        alternatives = List.copyOf(alternatives);
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("a requirement without alternatives");
        }
    }

    @Override
    public String toString() {
        return alternatives.stream().map(Relation::toString).collect(Collectors.joining(" | "));
    }
}
