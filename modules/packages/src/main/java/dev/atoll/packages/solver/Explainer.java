package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.solver.Claim.Candidate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/** Arranges a refutation as trees, from the requests down to what is missing or in conflict. */
final class Explainer {
    /** Longer chains are cut: nobody reads them, and a hostile repository can make them of any length. */
    private static final int MOST_STEPS = 100;

    private final PackagePool pool;
    private final Policy policy;
    private final List<Rule> rules;
    private final IntUnaryOperator ids;
    private final Set<Integer> told = new HashSet<>();
    private int depth;

    Explainer(PackagePool pool, Policy policy, List<Rule> rules, IntUnaryOperator ids) {
        this.pool = pool;
        this.policy = policy;
        this.rules = rules;
        this.ids = ids;
    }

    List<Claim> claims() {
        return rules.stream()
                .filter(rule -> rule.subjects().isEmpty())
                .map(this::claim)
                .toList();
    }

    private List<Candidate> candidates(List<Relation> alternatives, int asker, List<Integer> fitting) {
        List<Candidate> told = candidates(fitting);
        for (Relation relation : alternatives) {
            int[] answering = pool.answering(relation.name());
            if (answering.length == 0) {
                told.add(new Candidate.Unknown(relation.name()));
            }
            for (int id : answering) {
                PackagePool.Fit fit = pool.fit(id, relation, asker);
                if (fit == PackagePool.Fit.FITS) {
                    policy.bar(id).ifPresent(bar -> told.add(new Candidate.Barred(pool.get(id), bar)));
                } else if (!policy.isShadowed(id)) {
                    told.add(new Candidate.Unfit(pool.get(id), relation, fit));
                }
            }
        }
        return told;
    }

    private List<Candidate> candidates(List<Integer> fitting) {
        List<Candidate> candidates = new ArrayList<>();
        fitting.forEach(variable -> candidates.add(candidate(variable)));
        return candidates;
    }

    private Candidate candidate(int variable) {
        Package item = item(variable);
        if (!told.add(variable)) {
            return new Candidate.SeenAbove(item);
        }
        if (depth == MOST_STEPS) {
            return new Candidate.Deeper(item);
        }
        depth++;
        List<Claim> because = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.subjects().contains(variable)) {
                because.add(claim(rule));
            }
        }
        depth--;
        return new Candidate.Blocked(item, because);
    }

    private Claim claim(Rule rule) {
        return switch (rule) {
            case Rule.Requested(var relation, var fitting) ->
                new Claim.Requested(relation, candidates(List.of(relation), pool.asker(relation), fitting));
            case Rule.Implied(var name, var fitting) -> new Claim.Implied(name, implied(name, fitting));
            case Rule.Needs(var by, var requirement, var fitting) ->
                new Claim.Needs(
                        item(by),
                        requirement,
                        candidates(requirement.alternatives(), pool.architecture(ids.applyAsInt(by)), fitting));
            case Rule.Excludes(var by, var relation, var other) -> new Claim.Excludes(item(by), relation, item(other));
            case Rule.SameName(var one, var other) -> new Claim.SameName(item(one), item(other));
        };
    }

    private List<Candidate> implied(String name, List<Integer> fitting) {
        List<Candidate> candidates = candidates(fitting);
        for (int id = pool.firstNamed(name); id < pool.lastNamed(name); id++) {
            int each = id;
            policy.bar(id).ifPresent(bar -> candidates.add(new Candidate.Barred(pool.get(each), bar)));
        }
        return candidates;
    }

    private Package item(int variable) {
        return pool.get(ids.applyAsInt(variable));
    }
}
