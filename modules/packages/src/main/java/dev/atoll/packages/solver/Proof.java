package dev.atoll.packages.solver;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Where each clause came from, so that a refutation can be traced back to the clauses that were given. */
final class Proof {
    private static final int LEARNED = -1;

    /** By clause: the number its giver knows it by. */
    private final IntList tags = new IntList();
    /** By clause: what it was resolved from, clauses and (as {@code ~variable}) facts; empty for a given clause. */
    private final List<int[]> origins = new ArrayList<>();

    /** The next clause was given. */
    void given(int tag) {
        tags.add(tag);
        origins.add(new int[0]);
    }

    /** The next clause was resolved from these clauses and facts. */
    void learned(int[] origin) {
        tags.add(LEARNED);
        origins.add(origin);
    }

    /**
     * The tags of all given clauses behind a contradiction.
     *
     * @param clash a clause that is false by facts alone
     * @param clauses the literals of all clauses
     * @param reasons by variable, for facts: the clause that made it one
     */
    BitSet core(int clash, List<int[]> clauses, int[] reasons) {
        BitSet core = new BitSet();
        BitSet clausesSeen = new BitSet();
        BitSet factsSeen = new BitSet();
        IntList open = new IntList();
        open.add(clash);
        addFacts(clauses.get(clash), open);
        while (open.size() > 0) {
            int next = open.get(open.size() - 1);
            open.truncate(open.size() - 1);
            if (next < 0) {
                if (!factsSeen.get(~next)) {
                    factsSeen.set(~next);
                    open.add(reasons[~next]);
                    addFacts(clauses.get(reasons[~next]), open);
                }
            } else if (!clausesSeen.get(next)) {
                clausesSeen.set(next);
                if (tags.get(next) != LEARNED) {
                    core.set(tags.get(next));
                }
                for (int each : origins.get(next)) {
                    open.add(each);
                }
            }
        }
        return core;
    }

    private static void addFacts(int[] literals, IntList open) {
        for (int literal : literals) {
            open.add(~(literal >> 1));
        }
    }
}
