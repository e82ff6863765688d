package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.solver.Claim.Candidate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Arranges a refutation as trees, from the requests down to what is missing or in conflict. */
final class Explainer {
    private final PackagePool pool;
    private final Policy policy;
    private final List<Rule> rules;
    private final IntFunction<Package> packages;
    private final Set<Integer> told = new HashSet<>();

    Explainer(PackagePool pool, Policy policy, List<Rule> rules, IntFunction<Package> packages) {
        this.pool = pool;
        this.policy = policy;
        this.rules = rules;
        this.packages = packages;
    }

    List<Claim.Requested> claims() {
        List<Claim.Requested> claims = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule instanceof Rule.Requested(var relation, var candidates)) {
                claims.add(new Claim.Requested(relation, candidates(List.of(relation), candidates)));
            }
        }
        return claims;
    }

    private List<Candidate> candidates(List<Relation> alternatives, List<Integer> fitting) {
        List<Candidate> told = new ArrayList<>();
        fitting.forEach(variable -> told.add(candidate(variable)));
        for (Relation relation : alternatives) {
            List<Package> answering = pool.answering(relation.name());
            if (answering.isEmpty()) {
                told.add(new Candidate.Unknown(relation.name()));
            }
            for (Package item : answering) {
                PackagePool.Fit fit = pool.fit(item, relation);
                if (fit != PackagePool.Fit.FITS) {
                    told.add(new Candidate.Unfit(item, relation, fit));
                } else if (policy.leavesOut(item)) {
                    told.add(new Candidate.LeftOut(item));
                }
            }
        }
        return told;
    }

    private Candidate candidate(int variable) {
        Package item = packages.apply(variable);
        if (!told.add(variable)) {
            return new Candidate.SeenAbove(item);
        }
        List<Claim> because = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.subjects().contains(variable)) {
                because.add(claim(rule));
            }
        }
        return new Candidate.Blocked(item, because);
    }

    private Claim claim(Rule rule) {
        return switch (rule) {
            case Rule.Requested(var relation, var fitting) ->
                new Claim.Requested(relation, candidates(List.of(relation), fitting));
            case Rule.Needs(var by, var requirement, var fitting) ->
                new Claim.Needs(packages.apply(by), requirement, candidates(requirement.alternatives(), fitting));
            case Rule.Excludes(var by, var relation, var other) ->
                new Claim.Excludes(packages.apply(by), relation, packages.apply(other));
            case Rule.SameName(var one, var other) -> new Claim.SameName(packages.apply(one), packages.apply(other));
        };
    }
}
