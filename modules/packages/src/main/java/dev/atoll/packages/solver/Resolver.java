package dev.atoll.packages.solver;

import java.util.List;

/**
 * Finds a set of packages for a request, or the reason why there is none.
 *
 * <p>Complete: if any set satisfies the request, one is found. The same pool and request give the same answer, however
 * the pool was ordered. Immutable, safe for use by many threads.
 */
public final class Resolver {
    /** How many conflicts a search may meet before it is given up; real requests meet fewer than a hundred. */
    public static final int MOST_CONFLICTS = 20_000;

    /** For explaining and for trying hints, all together. */
    private static final int MOST_CONFLICTS_EXPLAINING = 20_000;

    private final PackagePool pool;
    private final int mostConflicts;

    public Resolver(PackagePool pool) {
        this(pool, MOST_CONFLICTS);
    }

    /** Gives up after some other number of conflicts. */
    Resolver(PackagePool pool, int mostConflicts) {
        this.pool = pool;
        this.mostConflicts = mostConflicts;
    }

    /**
     * Solves the rules, keeps what is needed; or refutes them, keeps what contradicts, and explains it.
     *
     * @throws SearchLimitException after {@value #MOST_CONFLICTS} conflicts
     */
    public Resolution resolve(Request request) {
        Rulebook rulebook = new Rulebook(pool, request, new Effort(mostConflicts));
        if (rulebook.solve()) {
            return new Selection(rulebook).select();
        }
        Effort effort = new Effort(MOST_CONFLICTS_EXPLAINING);
        List<Claim> claims = claims(rulebook, request, effort);
        List<Hint> hints = new Hints(pool, request, changed -> solvable(changed, effort)).hints(claims);
        return new Resolution.Unsolvable(new Explanation(claims, hints, pool.architecture()));
    }

    /**
     * Why a package is or is not in an answer of this resolver.
     *
     * @param request the one that was answered
     * @param name of a package, or one that packages provide
     */
    public Why why(Request request, Resolution.Solved answer, String name) {
        return new Inquiry(pool, request, answer, this::obstacle).why(name);
    }

    /** Why a request cannot be satisfied; empty if it can, or if that takes too long to find out. */
    private List<Claim> obstacle(Request request) {
        Effort effort = new Effort(mostConflicts);
        Rulebook rulebook = new Rulebook(pool, request, effort);
        try {
            return rulebook.solve() ? List.of() : claims(rulebook, request, effort);
        } catch (SearchLimitException e) {
            return List.of();
        }
    }

    private List<Claim> claims(Rulebook refuted, Request request, Effort effort) {
        List<Rule> contradiction = Refutation.minimal(refuted.core(), effort);
        return new Explainer(pool, new Policy(pool, request), contradiction, refuted::id).claims();
    }

    private boolean solvable(Request request, Effort effort) {
        try {
            return new Rulebook(pool, request, effort).solve();
        } catch (SearchLimitException e) {
            return false;
        }
    }
}
