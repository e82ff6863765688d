package dev.atoll.packages.solver;

import dev.atoll.packages.Relation;
import dev.atoll.packages.Requirement;
import java.util.List;

/** One thing that must hold: if all subjects are chosen, one of the candidates must be. Packages are variables. */
sealed interface Rule {

    /** Variables that together call for a candidate. */
    List<Integer> subjects();

    /** Variables of which one will do, the best first. */
    List<Integer> candidates();

    /** What was asked for. */
    record Requested(Relation relation, List<Integer> candidates) implements Rule {
        @Override
        public List<Integer> subjects() {
            return List.of();
        }
    }

    /** A package that belongs to every system. */
    record Implied(String name, List<Integer> candidates) implements Rule {
        @Override
        public List<Integer> subjects() {
            return List.of();
        }
    }

    /** A package's requirement. */
    record Needs(int by, Requirement requirement, List<Integer> candidates) implements Rule {
        @Override
        public List<Integer> subjects() {
            return List.of(by);
        }
    }

    /** A package's conflict with another. */
    record Excludes(int by, Relation relation, int other) implements Rule {
        @Override
        public List<Integer> subjects() {
            return List.of(by, other);
        }

        @Override
        public List<Integer> candidates() {
            return List.of();
        }
    }

    /** Two packages of one name that cannot be there at once. */
    record SameName(int one, int other) implements Rule {
        @Override
        public List<Integer> subjects() {
            return List.of(one, other);
        }

        @Override
        public List<Integer> candidates() {
            return List.of();
        }
    }

    /** The rule as a clause. */
    static int[] literals(List<Integer> subjects, List<Integer> candidates) {
        int[] literals = new int[subjects.size() + candidates.size()];
        int count = 0;
        for (int subject : subjects) {
            literals[count++] = Sat.negative(subject);
        }
        for (int candidate : candidates) {
            literals[count++] = Sat.positive(candidate);
        }
        return literals;
    }
}
