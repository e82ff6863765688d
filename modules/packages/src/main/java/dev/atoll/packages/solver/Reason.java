package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Requirement;

/** Why a package was chosen. */
public sealed interface Reason {

    /** It satisfies what was asked for. */
    record Requested(Relation relation) implements Reason {
        @Override
        public String toString() {
            return "requested as " + relation;
        }
    }

    /** It belongs to every system, and the request implies such packages. */
    record Implied() implements Reason {
        @Override
        public String toString() {
            return "belongs to every system";
        }
    }

    /** It satisfies a requirement of another chosen package. */
    record RequiredBy(Package by, Requirement requirement) implements Reason {
        @Override
        public String toString() {
            return "required by " + by.name() + " as " + requirement;
        }
    }
}
