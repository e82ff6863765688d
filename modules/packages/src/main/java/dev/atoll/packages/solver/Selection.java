package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Reduces what the solver chose to what is needed, and finds each package's reason.
 *
 * <p>No package of the result can be dropped, together with what only it calls for, without leaving a requirement
 * unsatisfied.
 */
final class Selection {
    private final Rulebook rulebook;

    Selection(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    Resolution.Solved select() {
        SequencedMap<Integer, Reason> kept = walk(rulebook.chosen()).orElseThrow();
        int before;
        do {
            before = kept.size();
            BitSet spare = spare(kept);
            for (int variable : List.copyOf(kept.sequencedKeySet().reversed())) {
                if (spare.get(variable) && kept.containsKey(variable)) {
                    BitSet rest = new BitSet();
                    kept.keySet().forEach(rest::set);
                    rest.clear(variable);
                    kept = walk(rest).orElse(kept);
                }
            }
        } while (kept.size() < before);
        return solved(kept);
    }

    private Resolution.Solved solved(Map<Integer, Reason> kept) {
        Map<Package, Reason> reasons = new LinkedHashMap<>();
        kept.entrySet().stream()
                .sorted(Comparator.comparingInt(each -> rulebook.id(each.getKey())))
                .forEach(each -> reasons.put(rulebook.at(each.getKey()), each.getValue()));
        return new Resolution.Solved(List.copyOf(reasons.keySet()), reasons);
    }

    /** Breadth first from the request over what is available; empty if something needed is not. */
    private Optional<SequencedMap<Integer, Reason>> walk(BitSet available) {
        SequencedMap<Integer, Reason> reached = new LinkedHashMap<>();
        List<Integer> queue = new ArrayList<>();
        for (Rule rule : rulebook.roots()) {
            Reason reason = rule instanceof Rule.Requested(var relation, var candidates)
                    ? new Reason.Requested(relation)
                    : new Reason.Implied();
            if (!reach(rule, reason, available, reached, queue)) {
                return Optional.empty();
            }
        }
        for (int i = 0; i < queue.size(); i++) {
            int variable = queue.get(i);
            for (Rule.Needs rule : rulebook.needs(variable)) {
                Reason reason = new Reason.RequiredBy(rulebook.at(variable), rule.requirement());
                if (!reach(rule, reason, available, reached, queue)) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(reached);
    }

    private static boolean reach(
            Rule rule, Reason reason, BitSet available, Map<Integer, Reason> reached, List<Integer> queue) {
        if (rule.candidates().stream().anyMatch(reached::containsKey)) {
            return true;
        }
        for (int candidate : rule.candidates()) {
            if (available.get(candidate)) {
                reached.put(candidate, reason);
                queue.add(candidate);
                return true;
            }
        }
        return false;
    }

    /** What shares a requirement with another chosen package. */
    private BitSet spare(Map<Integer, Reason> kept) {
        BitSet spare = new BitSet();
        rulebook.roots().forEach(rule -> addSpare(rule, kept, spare));
        kept.keySet().forEach(variable -> rulebook.needs(variable).forEach(rule -> addSpare(rule, kept, spare)));
        return spare;
    }

    private static void addSpare(Rule rule, Map<Integer, Reason> kept, BitSet spare) {
        List<Integer> chosen =
                rule.candidates().stream().filter(kept::containsKey).toList();
        if (chosen.size() > 1) {
            chosen.forEach(spare::set);
        }
    }
}
