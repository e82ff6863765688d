package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Requirement;
import dev.atoll.packages.version.DebianVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks a set of packages against a request by reading the relations once more, sharing no code with the resolver. */
final class SetCheck {
    private final Request request;
    /** What answers to a name, to tell what is waived; not needed if nothing is left out. */
    private final Map<String, List<Answer>> universe;

    /** A package that answers to a name with a version, which is empty if it provides the name without one. */
    private record Answer(Package item, String version) {
        boolean satisfies(Relation relation) {
            return List.of("", "any", "native", "amd64").contains(relation.architecture())
                    && (relation.operator() == Relation.Operator.ANY
                            || (!version.isEmpty()
                                    && relation.operator()
                                            .accepts(DebianVersion.compare(version, relation.version()))));
        }
    }

    SetCheck(Collection<Package> universe, Request request) {
        this.request = request;
        this.universe = request.without().isEmpty() ? Map.of() : answers(universe);
    }

    /** Whether a package by its name, or by what it provides, satisfies a relation. */
    static boolean satisfies(Package item, Relation relation) {
        return answers(List.of(item)).getOrDefault(relation.name(), List.of()).stream()
                .anyMatch(each -> each.satisfies(relation));
    }

    /** What is wrong with the set; empty if nothing is. */
    List<String> faults(Collection<Package> set) {
        List<String> faults = new ArrayList<>();
        Map<String, List<Answer>> present = answers(set);
        Map<String, Package> names = new HashMap<>();
        for (Relation relation : request.install()) {
            if (!holds(relation, present)) {
                faults.add("requested and missing: " + relation);
            }
        }
        for (Package item : set) {
            if (names.put(item.name(), item) != null) {
                faults.add("twice: " + item.name());
            }
            if (request.without().contains(item.name())) {
                faults.add("left out and there: " + item);
            }
            for (Requirement requirement : item.requires()) {
                if (requirement.alternatives().stream().noneMatch(each -> holds(each, present))
                        && !waived(requirement)) {
                    faults.add(item + " lacks " + requirement);
                }
            }
            for (Relation relation : item.conflicts()) {
                for (Answer answer : present.getOrDefault(relation.name(), List.of())) {
                    if (!answer.item().name().equals(item.name()) && answer.satisfies(relation)) {
                        faults.add(item + " conflicts with " + answer.item());
                    }
                }
            }
        }
        return faults;
    }

    /** Whether a package could go, with all that is then out of reach of the request. */
    boolean isSuperfluous(Package spare, Collection<Package> set) {
        List<Package> rest = new ArrayList<>(set);
        rest.remove(spare);
        Map<String, List<Answer>> present = answers(rest);
        List<Package> reached = new ArrayList<>();
        request.install().forEach(each -> reach(each, present, reached));
        for (int i = 0; i < reached.size(); i++) {
            for (Requirement requirement : reached.get(i).requires()) {
                requirement.alternatives().forEach(each -> reach(each, present, reached));
            }
        }
        return faults(reached).isEmpty();
    }

    private static void reach(Relation relation, Map<String, List<Answer>> present, List<Package> reached) {
        for (Answer answer : present.getOrDefault(relation.name(), List.of())) {
            if (answer.satisfies(relation) && !reached.contains(answer.item())) {
                reached.add(answer.item());
            }
        }
    }

    private boolean waived(Requirement requirement) {
        List<Package> possible = new ArrayList<>();
        for (Relation relation : requirement.alternatives()) {
            if (request.without().contains(relation.name())) {
                return true;
            }
            universe.getOrDefault(relation.name(), List.of()).stream()
                    .filter(each -> each.satisfies(relation))
                    .forEach(each -> possible.add(each.item()));
        }
        return !possible.isEmpty()
                && possible.stream().allMatch(each -> request.without().contains(each.name()));
    }

    private static boolean holds(Relation relation, Map<String, List<Answer>> present) {
        return present.getOrDefault(relation.name(), List.of()).stream().anyMatch(each -> each.satisfies(relation));
    }

    private static Map<String, List<Answer>> answers(Collection<Package> packages) {
        Map<String, List<Answer>> answers = new HashMap<>();
        for (Package item : packages) {
            answers.computeIfAbsent(item.name(), name -> new ArrayList<>()).add(new Answer(item, item.version()));
            for (Relation provide : item.provides()) {
                answers.computeIfAbsent(provide.name(), name -> new ArrayList<>())
                        .add(new Answer(item, provide.version()));
            }
        }
        return answers;
    }
}
