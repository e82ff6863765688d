package dev.atoll.packages.solver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Satisfiability by conflict-driven clause learning: two watched literals, first unique implication point, and clauses
 * that arrive while solving.
 *
 * <p>A literal is {@code 2 * variable} for true and one more for false. Variables the guide never asked for stay
 * undecided and count as false. {@link Proof} remembers what every learned clause was resolved from.
 */
final class Sat {
    private static final int NONE = -1;

    private final Effort effort;
    private final List<int[]> clauses = new ArrayList<>();
    private final Proof proof = new Proof();
    private final List<IntList> watches = new ArrayList<>();
    private final IntList trail = new IntList();
    private final IntList levels = new IntList();
    private final BitSet expanded = new BitSet();
    private final BitSet seen = new BitSet();
    private byte[] values = new byte[64];
    private int[] levelOf = new int[64];
    private int[] reasons = new int[64];
    private int variables;
    private int head;
    private int clash = NONE;

    /** What the solver asks while it works. */
    interface Guide {
        /** The variable became true for the first time: add the clauses that hold its negation. */
        void expand(int variable);

        /** An undecided variable to make true, or a negative number if everything needed is satisfied. */
        int decide();

        /** Some variables became undecided again. */
        default void backtracked() {}
    }

    Sat(Effort effort) {
        this.effort = effort;
    }

    static int positive(int variable) {
        return variable << 1;
    }

    static int negative(int variable) {
        return variable << 1 | 1;
    }

    int newVariable() {
        if (variables == values.length) {
            values = Arrays.copyOf(values, variables * 2);
            levelOf = Arrays.copyOf(levelOf, variables * 2);
            reasons = Arrays.copyOf(reasons, variables * 2);
        }
        watches.add(new IntList());
        watches.add(new IntList());
        return variables++;
    }

    boolean isTrue(int variable) {
        return values[variable] > 0;
    }

    boolean isUndecided(int variable) {
        return values[variable] == 0;
    }

    /** The variables that are true, in the order in which they became so. */
    int[] chosen() {
        return Arrays.stream(trail.toArray())
                .filter(literal -> (literal & 1) == 0)
                .map(literal -> literal >> 1)
                .toArray();
    }

    /**
     * Adds a clause that its giver knows as {@code tag}. Above level zero it must hold a false literal of the current
     * level, as the clauses of {@link Guide#expand} do.
     */
    void add(int tag, int... literals) {
        int clause = store(literals.clone());
        proof.given(tag);
        int[] stored = clauses.get(clause);
        if (stored.length == 0 || value(stored[0]) < 0) {
            // of several clashes the first is taken; not watched, a clause of one literal must not be passed over
            clash = clash == NONE || stored.length == 1 ? clause : clash;
        } else if (value(stored[0]) == 0 && (stored.length == 1 || value(stored[1]) < 0)) {
            assign(stored[0], clause);
        }
    }

    /**
     * Whether all clauses, those still to come included, can be satisfied.
     *
     * @throws SearchLimitException if there were too many conflicts
     */
    boolean solve(Guide guide) {
        while (true) {
            int conflict = propagate(guide);
            if (conflict == NONE) {
                int decision = guide.decide();
                if (decision < 0) {
                    return true;
                }
                levels.add(trail.size());
                assign(positive(decision), NONE);
            } else if (levels.size() == 0) {
                clash = conflict;
                return false;
            } else {
                effort.conflict();
                learn(conflict);
                guide.backtracked();
            }
        }
    }

    /** After {@link #solve} said no: the tags of the given clauses that the refutation used. */
    BitSet core() {
        return proof.core(clash, clauses, reasons);
    }

    /** Positive if the literal is true, negative if false, zero if undecided. */
    private int value(int literal) {
        int value = values[literal >> 1];
        return (literal & 1) == 0 ? value : -value;
    }

    private void assign(int literal, int reason) {
        int variable = literal >> 1;
        values[variable] = (byte) ((literal & 1) == 0 ? 1 : -1);
        levelOf[variable] = levels.size();
        reasons[variable] = reason;
        trail.add(literal);
    }

    /** Keeps a clause, its two best literals (true, then undecided, then latest false) in front and watched. */
    private int store(int[] literals) {
        for (int front = 0; front < Math.min(2, literals.length); front++) {
            int best = front;
            for (int i = front + 1; i < literals.length; i++) {
                if (rank(literals[i]) > rank(literals[best])) {
                    best = i;
                }
            }
            swap(literals, front, best);
        }
        int clause = clauses.size();
        clauses.add(literals);
        if (literals.length > 1) {
            watches.get(literals[0]).add(clause);
            watches.get(literals[1]).add(clause);
        }
        return clause;
    }

    private int rank(int literal) {
        int value = value(literal);
        return value > 0 ? Integer.MAX_VALUE : value == 0 ? Integer.MAX_VALUE - 1 : levelOf[literal >> 1];
    }

    private static void swap(int[] items, int i, int j) {
        int item = items[i];
        items[i] = items[j];
        items[j] = item;
    }

    /** Draws all conclusions; returns a clause that became false, or {@code NONE}. */
    private int propagate(Guide guide) {
        while (clash == NONE && head < trail.size()) {
            int literal = trail.get(head++);
            if ((literal & 1) == 0 && !expanded.get(literal >> 1)) {
                expanded.set(literal >> 1);
                guide.expand(literal >> 1);
            }
            if (clash == NONE) {
                clash = visit(literal ^ 1);
            }
        }
        int conflict = clash;
        clash = NONE;
        return conflict;
    }

    /** Looks at every clause that watches a literal which just became false. */
    private int visit(int falsified) {
        IntList watching = watches.get(falsified);
        int kept = 0;
        int conflict = NONE;
        for (int i = 0; i < watching.size(); i++) {
            int clause = watching.get(i);
            int[] literals = clauses.get(clause);
            if (conflict == NONE) {
                if (literals[0] == falsified) {
                    swap(literals, 0, 1);
                }
                if (value(literals[0]) <= 0) {
                    if (rewatch(literals, clause)) {
                        continue;
                    }
                    if (value(literals[0]) == 0) {
                        assign(literals[0], clause);
                    } else {
                        conflict = clause;
                    }
                }
            }
            watching.set(kept++, clause);
        }
        watching.truncate(kept);
        return conflict;
    }

    private boolean rewatch(int[] literals, int clause) {
        for (int i = 2; i < literals.length; i++) {
            if (value(literals[i]) >= 0) {
                swap(literals, 1, i);
                watches.get(literals[1]).add(clause);
                return true;
            }
        }
        return false;
    }

    /** Resolves backwards to the first unique implication point, returns to where it bites, and asserts it. */
    private void learn(int conflict) {
        IntList learned = new IntList();
        IntList origin = new IntList();
        int index = trail.size();
        int open = 0;
        int clause = conflict;
        int pivot;
        do {
            origin.add(clause);
            for (int literal : clauses.get(clause)) {
                int variable = literal >> 1;
                if (value(literal) > 0 || seen.get(variable)) {
                    continue;
                }
                if (levelOf[variable] == 0) {
                    origin.add(~variable);
                    continue;
                }
                seen.set(variable);
                if (levelOf[variable] == levels.size()) {
                    open++;
                } else {
                    learned.add(literal);
                }
            }
            do {
                index--;
            } while (!seen.get(trail.get(index) >> 1));
            pivot = trail.get(index);
            seen.clear(pivot >> 1);
            clause = reasons[pivot >> 1];
            open--;
        } while (open > 0);
        int target = 0;
        for (int i = 0; i < learned.size(); i++) {
            target = Math.max(target, levelOf[learned.get(i) >> 1]);
        }
        seen.clear();
        backTo(target);
        learned.add(pivot ^ 1);
        int number = store(learned.toArray());
        proof.learned(origin.toArray());
        assign(pivot ^ 1, number);
    }

    private void backTo(int level) {
        int start = levels.get(level);
        for (int i = start; i < trail.size(); i++) {
            values[trail.get(i) >> 1] = 0;
        }
        trail.truncate(start);
        levels.truncate(level);
        head = start;
    }
}
