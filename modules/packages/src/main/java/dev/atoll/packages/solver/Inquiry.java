package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Requirement;
import dev.atoll.packages.solver.Claim.Candidate;
import dev.atoll.packages.solver.Resolution.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds out why a name is or is not in an answer. */
final class Inquiry {
    private final PackagePool pool;
    private final Request request;
    private final Resolution.Solved answer;
    private final Function<Request, List<Claim>> obstacle;

    /**
     * An inquiry about an answer.
     *
     * @param obstacle tells why a request cannot be satisfied; empty if it can
     */
    Inquiry(PackagePool pool, Request request, Resolution.Solved answer, Function<Request, List<Claim>> obstacle) {
        this.pool = pool;
        this.request = request;
        this.answer = answer;
        this.obstacle = obstacle;
    }

    Why why(String name) {
        Relation any = Relation.of(name);
        List<Package> called = answer.packages().stream()
                .filter(item -> item.name().equals(name))
                .toList();
        List<Package> providing =
                answer.packages().stream().filter(item -> provides(item, name)).toList();
        if (called.isEmpty() && providing.isEmpty()) {
            return absent(name, any);
        }
        List<Link> chain = answer.chain(called.isEmpty() ? providing.getFirst() : called.getFirst());
        return new Why.Chosen(name, chain, pool.architecture());
    }

    private Why.Absent absent(String name, Relation any) {
        int[] ids = pool.answering(name);
        List<Candidate.Barred> barred = barred(ids, name);
        return new Why.Absent(
                name,
                ids.length == 0,
                ids.length == 0 ? NearNames.of(name, pool.names()) : List.of(),
                barred,
                conflicts(ids, name),
                passed(name),
                ids.length == 0 || !barred.isEmpty() ? List.of() : obstacle.apply(with(any)),
                pool.architecture());
    }

    private List<Candidate.Barred> barred(int[] ids, String name) {
        Policy policy = new Policy(pool, request);
        List<Candidate.Barred> barred = new ArrayList<>();
        for (int id : ids) {
            if (pool.get(id).name().equals(name) && !policy.isShadowed(id)) {
                policy.bar(id).ifPresent(bar -> barred.add(new Candidate.Barred(pool.get(id), bar)));
            }
        }
        return barred;
    }

    private List<Claim.Excludes> conflicts(int[] ids, String name) {
        List<Claim.Excludes> conflicts = new ArrayList<>();
        for (int id : ids) {
            Package item = pool.get(id);
            if (item.name().equals(name)) {
                exclusions(item, answer.packages(), conflicts);
                answer.packages().forEach(other -> exclusions(other, List.of(item), conflicts));
            }
        }
        return conflicts;
    }

    private void exclusions(Package by, List<Package> others, List<Claim.Excludes> conflicts) {
        for (Relation relation : by.conflicts()) {
            for (int id : pool.met(relation)) {
                Package met = pool.get(id);
                if (!met.name().equals(by.name()) && others.contains(met)) {
                    conflicts.add(new Claim.Excludes(by, relation, met));
                }
            }
        }
    }

    /** Requirements of chosen packages that name it among other alternatives, or that it could satisfy. */
    private List<Why.Passed> passed(String name) {
        List<Why.Passed> passed = new ArrayList<>();
        for (Package item : answer.packages()) {
            for (Requirement requirement : item.requires()) {
                if (requirement.alternatives().stream().anyMatch(each -> answers(each, name))) {
                    passed.add(new Why.Passed(item, requirement, chosen(requirement)));
                }
            }
        }
        return passed;
    }

    private boolean answers(Relation relation, String name) {
        return relation.name().equals(name)
                || pool.providers(relation).stream()
                        .anyMatch(item -> item.name().equals(name));
    }

    private List<Package> chosen(Requirement requirement) {
        return requirement.alternatives().stream()
                .flatMap(each -> pool.providers(each).stream())
                .distinct()
                .filter(answer.reasons()::containsKey)
                .toList();
    }

    private Request with(Relation relation) {
        return new Request(
                Stream.concat(request.install().stream(), Stream.of(relation)).toList(),
                request.without(),
                request.prefer(),
                request.preferences(),
                request.essential());
    }

    private static boolean provides(Package item, String name) {
        return item.provides().stream().anyMatch(each -> each.name().equals(name));
    }
}
