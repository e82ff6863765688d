package dev.atoll.packages.solver;

/** How many conflicts one question may still cost; counts down. For one thread. */
final class Effort {
    private final int most;
    private int conflicts;

    Effort(int most) {
        this.most = most;
    }

    /** One more conflict. */
    void conflict() {
        if (conflicts == most) {
            throw new SearchLimitException(most);
        }
        conflicts++;
    }
}
