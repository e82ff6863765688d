package dev.atoll.packages.apt;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The part of some indexes that a request can lead to: what answers to a name that is asked for, or that a package in it
 * requires. No package outside can be in an answer, so that resolving needs a few thousand packages of an index and not
 * all of them. For one thread.
 */
public final class Reach {
    private final List<AptIndex> indexes;
    private final Predicate<Package> offered;
    private final List<Package> found = new ArrayList<>();
    /** By identity: an index gives the same package each time, and comparing all of it would take long. */
    private final Set<Package> known = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<String> names = new HashSet<>();
    private final ArrayDeque<String> open = new ArrayDeque<>();

    private Reach(List<AptIndex> indexes, Predicate<Package> offered) {
        this.indexes = indexes;
        this.offered = offered;
    }

    /**
     * Follows names to their end.
     *
     * @param offered which packages of the indexes count
     * @param stored packages besides
     * @param names that are asked for
     * @throws dev.atoll.packages.deb.MalformedPackageException if a package on the way is not sound
     */
    public static List<Package> of(
            List<AptIndex> indexes, Predicate<Package> offered, List<Package> stored, Collection<String> names) {
        Reach reach = new Reach(indexes, offered);
        names.forEach(reach::name);
        stored.forEach(reach::take);
        while (!reach.open.isEmpty()) {
            reach.follow(reach.open.remove());
        }
        return reach.found;
    }

    private void name(String name) {
        if (names.add(name)) {
            open.add(name);
        }
    }

    private void follow(String name) {
        for (AptIndex index : indexes) {
            index.answering(name).stream().filter(offered).forEach(this::take);
        }
    }

    private void take(Package item) {
        if (known.add(item)) {
            found.add(item);
            item.requires()
                    .forEach(requirement -> requirement.alternatives().stream()
                            .map(Relation::name)
                            .forEach(this::name));
        }
    }
}
