package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Requirement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The rules of one request, written when a package is first chosen, and the order in which choices are made.
 *
 * <p>The next choice is for the first requirement not yet satisfied, breadth first from the request.
 */
final class Rulebook implements Sat.Guide {
    private static final int NONE = -1;

    private final PackagePool pool;
    private final Policy policy;
    private final Sat sat;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Rule> roots = new ArrayList<>();
    /** By variable: the requirements of a package; empty until it is first chosen. */
    private final List<List<Rule.Needs>> needs = new ArrayList<>();

    /** Chosen packages breadth first from the request, and how far their requirements are known to be satisfied. */
    private final IntList reached = new IntList();

    private final BitSet isReached = new BitSet();
    private int visitedRoots;
    private int visited;
    private final IntList ids = new IntList();
    private final int[] variables;

    Rulebook(PackagePool pool, Request request, Effort effort) {
        this.pool = pool;
        this.policy = new Policy(pool, request);
        this.sat = new Sat(effort);
        this.variables = new int[pool.size()];
        Arrays.fill(variables, NONE);
        for (Relation relation : request.install()) {
            root(new Rule.Requested(relation, variables(policy.candidates(List.of(relation), pool.asker(relation)))));
        }
        if (request.essential()) {
            pool.essential().stream()
                    .filter(name -> !request.without().contains(name))
                    .forEach(name -> root(new Rule.Implied(name, variables(policy.essential(name)))));
        }
    }

    private void root(Rule rule) {
        roots.add(rule);
        add(rule);
    }

    boolean solve() {
        return sat.solve(this);
    }

    /** After {@link #solve} said no: rules that cannot hold together. */
    List<Rule> core() {
        return sat.core().stream().mapToObj(rules::get).toList();
    }

    /** After {@link #solve} said yes: the variables that are true. */
    BitSet chosen() {
        BitSet chosen = new BitSet();
        for (int variable : sat.chosen()) {
            chosen.set(variable);
        }
        return chosen;
    }

    /** What is asked for, by name or by implication. */
    List<Rule> roots() {
        return roots;
    }

    List<Rule.Needs> needs(int variable) {
        return needs.get(variable);
    }

    Package at(int variable) {
        return pool.get(ids.get(variable));
    }

    /** The pool's id of the package that a variable stands for. */
    int id(int variable) {
        return ids.get(variable);
    }

    @Override
    public void expand(int variable) {
        int id = ids.get(variable);
        Package item = pool.get(id);
        int asker = pool.architecture(id);
        for (int other = pool.firstNamed(item.name()); other < pool.lastNamed(item.name()); other++) {
            if (other != id && !pool.coinstallable(id, other) && policy.isPossible(other)) {
                add(new Rule.SameName(variable, variable(other)));
            }
        }
        for (Relation relation : item.conflicts()) {
            for (int other : pool.met(relation)) {
                if (!pool.get(other).name().equals(item.name()) && policy.isPossible(other)) {
                    add(new Rule.Excludes(variable, relation, variable(other)));
                }
            }
        }
        List<Rule.Needs> written = new ArrayList<>();
        for (Requirement requirement : item.requires()) {
            List<Integer> candidates = policy.candidates(requirement.alternatives(), asker);
            if (!candidates.contains(id) && !policy.waives(requirement.alternatives(), asker, candidates)) {
                Rule.Needs rule = new Rule.Needs(variable, requirement, variables(candidates));
                written.add(rule);
                add(rule);
            }
        }
        needs.set(variable, written);
    }

    @Override
    public int decide() {
        for (; visitedRoots < roots.size(); visitedRoots++) {
            if (!visit(roots.get(visitedRoots))) {
                return best(roots.get(visitedRoots).candidates());
            }
        }
        for (; visited < reached.size(); visited++) {
            for (Rule.Needs rule : needs.get(reached.get(visited))) {
                if (!visit(rule)) {
                    return best(rule.candidates());
                }
            }
        }
        return NONE;
    }

    @Override
    public void backtracked() {
        visitedRoots = 0;
        visited = 0;
        reached.truncate(0);
        isReached.clear();
    }

    /** Whether a rule's candidate is chosen; its requirements are looked at later. */
    private boolean visit(Rule rule) {
        int found = chosen(rule.candidates());
        if (found != NONE && !isReached.get(found)) {
            isReached.set(found);
            reached.add(found);
        }
        return found != NONE;
    }

    private int chosen(List<Integer> candidates) {
        for (int i = 0; i < candidates.size(); i++) {
            if (sat.isTrue(candidates.get(i))) {
                return candidates.get(i);
            }
        }
        return NONE;
    }

    private int best(List<Integer> candidates) {
        for (int candidate : candidates) {
            if (sat.isUndecided(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("all candidates are refused and the solver has not noticed");
    }

    private void add(Rule rule) {
        sat.add(rules.size(), Rule.literals(rule.subjects(), rule.candidates()));
        rules.add(rule);
    }

    private List<Integer> variables(List<Integer> candidates) {
        return candidates.stream().map(this::variable).toList();
    }

    private int variable(int id) {
        if (variables[id] == NONE) {
            variables[id] = sat.newVariable();
            ids.add(id);
            needs.add(List.of());
        }
        return variables[id];
    }
}
