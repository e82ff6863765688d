package dev.atoll.packages.solver;

/** How many conflicts, or work worth as much, one question may still cost; counts up to a limit. For one thread. */
final class Effort {
    private final int most;
    private long spent;

    Effort(int most) {
        this.most = most;
    }

    /**
     * One more conflict.
     *
     * @throws SearchLimitException if that is one too many
     */
    void conflict() {
        spend(1);
    }

    /**
     * Work worth some conflicts.
     *
     * @throws SearchLimitException if that is more than is left
     */
    void spend(long conflicts) {
        if (conflicts > most - spent) {
            throw new SearchLimitException(most);
        }
        spent += conflicts;
    }
}
