package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Requirement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Explains by named rules why two sound sets for one request differ, reading the relations once more.
 *
 * <p>Where a package of both sets (or the request) is content with different ones, the choice is looked at; what only a
 * differing choice calls for follows from it.
 */
final class Differences {
    private final List<Requirement> request;
    private final Set<Package> ours;
    private final Set<Package> theirs;
    private final Map<String, List<Package>> answering = new LinkedHashMap<>();
    private final Map<Package, Rule> explained = new LinkedHashMap<>();

    /** Why a package is in one set only. */
    enum Rule {
        /** They chose it before something that was needed anyway made it superfluous, and kept it. */
        KEPT,
        /** The best choice of the requirement is ours; theirs was there for another reason already. */
        THEIRS_WAS_THERE,
        /** The best choice of the requirement is theirs; ours is needed for another reason anyway. */
        OURS_IS_NEEDED,
        /** The best choice cannot be together with something else of the other set. */
        CONFLICTS,
        /** The tool ranks candidates in another way. */
        RANKED_OTHERWISE,
        /** Only a package that itself is explained calls for it. */
        FOLLOWS
    }

    Differences(Collection<Relation> request, Collection<Package> ours, Collection<Package> theirs) {
        this.request =
                request.stream().map(each -> new Requirement(List.of(each))).toList();
        this.ours = new LinkedHashSet<>(ours);
        this.theirs = new LinkedHashSet<>(theirs);
        Set<Package> all = new LinkedHashSet<>(ours);
        all.addAll(theirs);
        for (Package item : all) {
            Set<String> names = new LinkedHashSet<>(List.of(item.name()));
            item.provides().forEach(provide -> names.add(provide.name()));
            names.forEach(name ->
                    answering.computeIfAbsent(name, each -> new ArrayList<>()).add(item));
        }
    }

    /**
     * The rule for each package in one set only that has one.
     *
     * @param sameTaste whether the tool is said to rank candidates as we do
     */
    Map<Package, Rule> explain(boolean sameTaste) {
        request.forEach(each -> compare(each, sameTaste));
        for (Package item : ours) {
            if (theirs.contains(item)) {
                item.requires().forEach(each -> compare(each, sameTaste));
            }
        }
        follow(theirs, ours);
        follow(ours, theirs);
        return explained;
    }

    Set<Package> unexplained() {
        Set<Package> rest = new LinkedHashSet<>();
        ours.stream().filter(each -> !theirs.contains(each)).forEach(rest::add);
        theirs.stream().filter(each -> !ours.contains(each)).forEach(rest::add);
        rest.removeAll(explained.keySet());
        return rest;
    }

    private void compare(Requirement requirement, boolean sameTaste) {
        List<Package> ranked = ranked(requirement);
        List<Package> inOurs = ranked.stream().filter(ours::contains).toList();
        List<Package> inTheirs = ranked.stream().filter(theirs::contains).toList();
        if (inOurs.isEmpty() || inTheirs.isEmpty() || inOurs.getFirst().equals(inTheirs.getFirst())) {
            return;
        }
        Package our = inOurs.getFirst();
        Package their = inTheirs.getFirst();
        if (!sameTaste) {
            explain(our, Rule.RANKED_OTHERWISE);
            explain(their, Rule.RANKED_OTHERWISE);
        } else if (ranked.indexOf(their) < ranked.indexOf(our)) {
            if (theirs.contains(our)) {
                explain(their, Rule.KEPT);
            } else if (isNeeded(our, ours, requirement)) {
                both(our, their, Rule.OURS_IS_NEEDED);
            } else if (conflicts(their, ours)) {
                both(our, their, Rule.CONFLICTS);
            }
        } else if (isNeeded(their, theirs, requirement)) {
            both(our, their, Rule.THEIRS_WAS_THERE);
        } else if (conflicts(our, theirs)) {
            both(our, their, Rule.CONFLICTS);
        }
    }

    private void both(Package our, Package their, Rule rule) {
        explain(our, rule);
        explain(their, rule);
    }

    private void explain(Package item, Rule rule) {
        if (ours.contains(item) != theirs.contains(item)) {
            explained.putIfAbsent(item, rule);
        }
    }

    /** What the explained packages of one set alone require follows. */
    private void follow(Set<Package> set, Set<Package> other) {
        List<Package> open = new ArrayList<>(explained.keySet());
        open.removeIf(each -> !set.contains(each));
        for (int i = 0; i < open.size(); i++) {
            for (Requirement requirement : open.get(i).requires()) {
                for (Package item : ranked(requirement)) {
                    if (set.contains(item)
                            && !other.contains(item)
                            && explained.putIfAbsent(item, Rule.FOLLOWS) == null) {
                        open.add(item);
                    }
                }
            }
        }
    }

    /** Whether a set's package satisfies a requirement of that set, or of the request, other than the given one. */
    private boolean isNeeded(Package item, Set<Package> set, Requirement but) {
        for (Package holder : set) {
            for (Requirement requirement : holder.requires()) {
                if (!requirement.equals(but)
                        && !holder.equals(item)
                        && ranked(requirement).contains(item)) {
                    return true;
                }
            }
        }
        return request.stream()
                .anyMatch(each -> !each.equals(but) && ranked(each).contains(item));
    }

    private boolean conflicts(Package item, Set<Package> set) {
        return set.stream()
                .anyMatch(other -> !other.name().equals(item.name()) && (meets(item, other) || meets(other, item)));
    }

    private static boolean meets(Package by, Package other) {
        return by.conflicts().stream().anyMatch(relation -> SetCheck.satisfies(other, relation));
    }

    /** Everything of both sets that satisfies a requirement, in the order in which apt would take it. */
    private List<Package> ranked(Requirement requirement) {
        Set<Package> found = new LinkedHashSet<>();
        for (Relation relation : requirement.alternatives()) {
            answering.getOrDefault(relation.name(), List.of()).stream()
                    .filter(item -> SetCheck.satisfies(item, relation))
                    .sorted(Comparator.comparing((Package item) -> !item.name().equals(relation.name()))
                            .thenComparing(item -> item.traits().importance(), Comparator.reverseOrder())
                            .thenComparing(item -> item.traits().priority())
                            .thenComparing(Package::name))
                    .forEach(found::add);
        }
        return List.copyOf(found);
    }
}
