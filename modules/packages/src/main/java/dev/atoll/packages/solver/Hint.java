package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import java.util.List;

/** A way out of an unsolvable request. */
public sealed interface Hint {

    /** In the imperative, without a full stop. */
    String text();

    /** The name is unknown, and these are close to it. */
    record DidYouMean(String unknown, List<String> names) implements Hint {
        public DidYouMean {
            names = List.copyOf(names);
        }

        @Override
        public String text() {
            return "there is no " + unknown + ": did you mean " + String.join(" or ", names) + "?";
        }
    }

    /** Another version exists than the one asked for. */
    record AskForVersion(Relation asked, Package newest) implements Hint {
        @Override
        public String text() {
            return "ask for " + newest.name() + " (= " + newest.version() + "), which " + newest.repository()
                    + " has, instead of " + asked;
        }
    }

    /** A name whose absence would be accepted; tried: the request can then be satisfied. */
    record LeaveOut(String name) implements Hint {
        @Override
        public String text() {
            return "if the image can do without " + name + ", add it to 'without'";
        }
    }

    /** A name that is left out and needed; tried: the request can then be satisfied. */
    record TakeBack(String name) implements Hint {
        @Override
        public String text() {
            return "take " + name + " out of 'without'";
        }
    }

    /** A pattern that excludes what is needed; tried: the request can then be satisfied. */
    record StopExcluding(String pattern) implements Hint {
        @Override
        public String text() {
            return "take '" + pattern + "' out of the excluded packages";
        }
    }

    /** A hold that keeps out what is needed; tried: the request can then be satisfied. */
    record LetGo(Hold hold) implements Hint {
        @Override
        public String text() {
            return "remove the hold of " + hold.name() + " at " + hold.version();
        }
    }

    /** A pin that forbids what is needed; tried: the request can then be satisfied. */
    record Unpin(Pin pin) implements Hint {
        @Override
        public String text() {
            return "remove the " + pin;
        }
    }

    /** The name is there for another architecture than the one asked for. */
    record AskForArchitecture(Relation asked, Package other) implements Hint {
        @Override
        public String text() {
            return "ask for " + other.name() + ":" + other.architecture() + ", which " + other.repository()
                    + " has, instead of " + asked;
        }
    }

    /** A request to give up; tried: the rest can then be satisfied. */
    record GiveUp(Relation request) implements Hint {
        @Override
        public String text() {
            return "remove " + request + " from the request";
        }
    }

    /** No single change helps. */
    record MoreThanOne() implements Hint {
        @Override
        public String text() {
            return "more than one thing stands in the way: change the request so that the chain above goes away, then"
                    + " try again";
        }
    }
}
