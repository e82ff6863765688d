package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answer to a request. */
public sealed interface Resolution {

    /**
     * A set of packages that satisfies the request, and in which nothing is superfluous.
     *
     * @param packages sorted by name
     * @param reasons why each is there, in the order of {@code packages}
     */
    record Solved(List<Package> packages, Map<Package, Reason> reasons) implements Resolution {
        public Solved {
            packages = List.copyOf(packages);
            reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
        }

        /** The chain from the request to the package of that name; empty if it was not chosen. */
        public List<Link> why(String name) {
            return packages.stream()
                    .filter(item -> item.name().equals(name))
                    .findFirst()
                    .map(this::chain)
                    .orElse(List.of());
        }

        /** The chain from the request to a package; empty if it was not chosen. */
        public List<Link> chain(Package item) {
            List<Link> chain = new ArrayList<>();
            Package at = item;
            Reason reason = reasons.get(item);
            while (reason != null) {
                chain.add(new Link(at, reason));
                at = reason instanceof Reason.RequiredBy required ? required.by() : at;
                reason = reason instanceof Reason.RequiredBy ? reasons.get(at) : null;
            }
            return Collections.unmodifiableList(chain.reversed());
        }
    }

    /** Nothing satisfies the request. */
    record Unsolvable(Explanation explanation) implements Resolution {}

    /** A package and why it is there. */
    record Link(Package item, Reason reason) {
        @Override
        public String toString() {
            return item.name() + " " + item.version() + ": " + reason;
        }
    }
}
