package dev.atoll.packages.solver;

/** Why the request does not let a package be chosen. */
public sealed interface Bar {

    /** As the end of a sentence that starts with the package. */
    String text();

    /** The name is left out on purpose. */
    record LeftOut() implements Bar {
        @Override
        public String text() {
            return "is left out on purpose";
        }
    }

    /** The name matches an excluded pattern. */
    record Excluded(String pattern) implements Bar {
        @Override
        public String text() {
            return "is excluded by '" + pattern + "'";
        }
    }

    /** It is held at another version. */
    record Held(Hold hold) implements Bar {
        @Override
        public String text() {
            return "is not " + hold.version() + ", at which it is held";
        }
    }

    /** Its priority is negative. */
    record PinnedAway(Pin pin) implements Bar {
        @Override
        public String text() {
            return "must not be chosen: " + pin;
        }
    }
}
