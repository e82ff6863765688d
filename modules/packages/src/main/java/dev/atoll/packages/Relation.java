package dev.atoll.packages;

/**
 * A name with an optional version constraint: {@code libc6 (>= 2.38)}.
 *
 * @param name package name or provided name
 * @param architecture the qualifier after a colon ({@code any}, {@code native}, {@code amd64}); empty without one
 * @param operator how to compare; {@link Operator#ANY} without a constraint
 * @param version the version to compare with; empty exactly when the operator is {@code ANY}
 */
public record Relation(String name, String architecture, Operator operator, String version) {
    public Relation {
        if (name.isEmpty() || (operator == Operator.ANY) != version.isEmpty()) {
            throw new IllegalArgumentException("bad relation: " + name + " " + operator + " " + version);
        }
    }

    /** A name without constraint. */
    public static Relation of(String name) {
        return new Relation(name, "", Operator.ANY, "");
    }

    @Override
    public String toString() {
        return (architecture.isEmpty() ? name : name + ":" + architecture)
                + (operator == Operator.ANY ? "" : " (" + operator.symbol() + " " + version + ")");
    }

    /** Comparison of a candidate's version with the constraint's. */
    public enum Operator {
        ANY(""),
        EARLIER("<<"),
        EARLIER_OR_EQUAL("<="),
        EQUAL("="),
        LATER_OR_EQUAL(">="),
        LATER(">>");

        private final String symbol;

        Operator(String symbol) {
            this.symbol = symbol;
        }

        /** As Debian's policy writes it. */
        public String symbol() {
            return symbol;
        }

        /** Whether a comparison result (negative, zero, positive) satisfies the operator. */
        public boolean accepts(int comparison) {
            return switch (this) {
                case ANY -> true;
                case EARLIER -> comparison < 0;
                case EARLIER_OR_EQUAL -> comparison <= 0;
                case EQUAL -> comparison == 0;
                case LATER_OR_EQUAL -> comparison >= 0;
                case LATER -> comparison > 0;
            };
        }
    }
}
