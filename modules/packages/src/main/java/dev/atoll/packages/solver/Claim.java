package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Requirement;
import java.util.List;

/** One step of an explanation: a rule that cannot hold, and why. */
public sealed interface Claim {

    /** The request asks for something, and none of the candidates is possible. */
    record Requested(Relation relation, List<Candidate> candidates) implements Claim {
        public Requested {
            candidates = List.copyOf(candidates);
        }
    }

    /** A package belongs to every system, and none of its versions is possible. */
    record Implied(String name, List<Candidate> candidates) implements Claim {
        public Implied {
            candidates = List.copyOf(candidates);
        }
    }

    /** A package requires something, and none of the candidates is possible. */
    record Needs(Package by, Requirement requirement, List<Candidate> candidates) implements Claim {
        public Needs {
            candidates = List.copyOf(candidates);
        }
    }

    /** A package conflicts with another one that is needed too. */
    record Excludes(Package by, Relation relation, Package other) implements Claim {}

    /** Two packages of one name are needed that cannot be there at once. */
    record SameName(Package one, Package other) implements Claim {}

    /** Something that might have satisfied a claim. */
    sealed interface Candidate {

        /** It fits, and cannot be chosen because of the claims. */
        record Blocked(Package item, List<Claim> because) implements Candidate {
            public Blocked {
                because = List.copyOf(because);
            }
        }

        /** It fits, and an earlier step of the explanation has said why it cannot be chosen. */
        record SeenAbove(Package item) implements Candidate {}

        /** It fits, and cannot be chosen for reasons so many steps away that they are not told. */
        record Deeper(Package item) implements Candidate {}

        /** It answers to the name and does not fit the relation. */
        record Unfit(Package item, Relation relation, PackagePool.Fit fit) implements Candidate {}

        /** It would fit, but the request does not let it be chosen. */
        record Barred(Package item, Bar bar) implements Candidate {}

        /** Nothing answers to the name. */
        record Unknown(String name) implements Candidate {}
    }
}
