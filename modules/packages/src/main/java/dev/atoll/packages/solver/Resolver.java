package dev.atoll.packages.solver;

import java.util.List;

/**
 * Finds a set of packages for a request, or the reason why there is none.
 *
 * <p>Complete: if any set satisfies the request, one is found. The same pool and request give the same answer, however
 * the pool was ordered. Immutable, safe for use by many threads.
 */
public final class Resolver {
    private final PackagePool pool;

    public Resolver(PackagePool pool) {
        this.pool = pool;
    }

    /** Solves the rules, keeps what is needed; or refutes them, keeps what contradicts, and explains it. */
    public Resolution resolve(Request request) {
        Rulebook rulebook = new Rulebook(pool, request);
        if (rulebook.solve()) {
            return new Selection(rulebook).select();
        }
        List<Rule> contradiction = Refutation.minimal(rulebook.core());
        Policy policy = new Policy(pool, request);
        List<Claim.Requested> claims = new Explainer(pool, policy, contradiction, rulebook::at).claims();
        List<Hint> hints = new Hints(pool, request, this::solvable).hints(claims);
        return new Resolution.Unsolvable(new Explanation(claims, hints));
    }

    private boolean solvable(Request request) {
        return new Rulebook(pool, request).solve();
    }
}
