package dev.atoll.packages.solver;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules that cannot hold together, reduced until every one of them is necessary. */
final class Refutation {
    /** What trying some rules costs beside conflicts grows with their number squared. */
    private static final int RULES_WORTH_A_CONFLICT_SQUARED = 64 * 64;

    private Refutation() {}

    /**
     * Drops one rule after the other, the last first, and keeps it out whenever the rest is still contradictory.
     *
     * @param effort when it is used up, the rules found so far are the answer: contradictory, but not the fewest
     */
    static List<Rule> minimal(List<Rule> core, Effort effort) {
        List<Rule> rules = List.copyOf(core);
        Set<Rule> necessary = new HashSet<>();
        for (int i = rules.size() - 1; i >= 0; i = Math.min(i, rules.size()) - 1) {
            Rule tried = rules.get(i);
            if (necessary.contains(tried)) {
                continue;
            }
            List<Rule> rest = new ArrayList<>(rules);
            rest.remove(i);
            List<Rule> smaller;
            try {
                effort.spend((long) rest.size() * rest.size() / RULES_WORTH_A_CONFLICT_SQUARED);
                smaller = contradiction(rest, effort);
            } catch (SearchLimitException e) {
                return rules;
            }
            if (smaller.isEmpty()) {
                necessary.add(tried);
            } else {
                rules = smaller;
            }
        }
        return rules;
    }

    /** The part of the rules that contradicts itself, in their order; empty if they can all hold. */
    private static List<Rule> contradiction(List<Rule> rules, Effort effort) {
        Sat sat = new Sat(effort);
        Map<Integer, Integer> variables = new HashMap<>();
        List<Clause> clauses = new ArrayList<>();
        for (Rule rule : rules) {
            clauses.add(new Clause(
                    rule.subjects().stream()
                            .map(each -> variable(each, variables, sat))
                            .toList(),
                    rule.candidates().stream()
                            .map(each -> variable(each, variables, sat))
                            .toList()));
        }
        for (int i = 0; i < clauses.size(); i++) {
            sat.add(i, Rule.literals(clauses.get(i).subjects(), clauses.get(i).candidates()));
        }
        if (sat.solve(new Guide(sat, clauses))) {
            return List.of();
        }
        BitSet core = sat.core();
        return core.stream().mapToObj(rules::get).toList();
    }

    private static int variable(int original, Map<Integer, Integer> variables, Sat sat) {
        return variables.computeIfAbsent(original, each -> sat.newVariable());
    }

    private record Clause(List<Integer> subjects, List<Integer> candidates) {}

    /** Gives every set of chosen subjects a candidate, in the order of the rules. */
    private record Guide(Sat sat, List<Clause> clauses) implements Sat.Guide {
        @Override
        public void expand(int variable) {
            // all clauses were given beforehand
        }

        @Override
        public int decide() {
            for (Clause clause : clauses) {
                if (clause.subjects().stream().allMatch(sat::isTrue)
                        && clause.candidates().stream().noneMatch(sat::isTrue)) {
                    return clause.candidates().stream()
                            .filter(sat::isUndecided)
                            .findFirst()
                            .orElseThrow();
                }
            }
            return -1;
        }
    }
}
