package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Traits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Taste: which candidates a requirement has, the best first.
 *
 * <p>Preferred packages, then kept ones, then the first alternative, then the package of that very name. Several providers rank as in
 * apt: essential and protected ones, the native architecture, the field Priority, the name. Of one name and
 * architecture, the highest priority, then the newest version, then the first repository.
 */
final class Policy {
    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::preference)
            .thenComparingInt(Candidate::alternative)
            .thenComparing(Candidate::virtual)
            .thenComparing(Candidate::traits, Comparator.comparing(Traits::importance, Comparator.reverseOrder()))
            .thenComparingInt(Candidate::architecture)
            .thenComparing(Candidate::traits, Comparator.comparing(Traits::priority))
            .thenComparing(Candidate::name)
            .thenComparing(Candidate::priority, Comparator.reverseOrder())
            .thenComparingInt(Candidate::id);

    private static final int KEPT = Integer.MAX_VALUE - 1;

    private final PackagePool pool;
    private final Request request;
    private final Priorities priorities;
    private final Map<String, Hold> holds = new HashMap<>();
    private final Map<String, Integer> preferences = new HashMap<>();

    Policy(PackagePool pool, Request request) {
        this.pool = pool;
        this.request = request;
        this.priorities = new Priorities(pool, request.preferences().pins());
        request.preferences().holds().forEach(hold -> holds.putIfAbsent(hold.name(), hold));
        request.prefer().forEach(name -> preferences.putIfAbsent(name, preferences.size()));
    }

    /** Ids of all that may be chosen for a request, the best first: packages of that name if there are any. */
    List<Integer> requested(Relation relation) {
        int asker = pool.asker(relation);
        List<Integer> candidates = candidates(List.of(relation), asker);
        return pool.isNamed(relation, asker)
                ? candidates.stream()
                        .filter(id -> pool.get(id).name().equals(relation.name()))
                        .toList()
                : candidates;
    }

    /** Ids of all that may be chosen for a requirement of a package of an architecture, the best first. */
    List<Integer> candidates(List<Relation> alternatives, int asker) {
        List<Candidate> found = new ArrayList<>();
        Set<Integer> known = new HashSet<>();
        for (int i = 0; i < alternatives.size(); i++) {
            Relation relation = alternatives.get(i);
            for (int id : pool.matching(relation, asker)) {
                if (isPossible(id) && known.add(id)) {
                    found.add(candidate(id, i, !pool.get(id).name().equals(relation.name())));
                }
            }
        }
        return sorted(found);
    }

    /** Ids of the packages of a name that are essential and may be chosen, the best first. */
    List<Integer> essential(String name) {
        List<Candidate> found = new ArrayList<>();
        for (int id = pool.firstNamed(name); id < pool.lastNamed(name); id++) {
            if (pool.isEssential(id) && isPossible(id)) {
                found.add(candidate(id, 0, false));
            }
        }
        return sorted(found);
    }

    /** Whether names left out on purpose excuse a requirement that has these candidates left. */
    boolean waives(List<Relation> alternatives, int asker, List<Integer> candidates) {
        for (Relation relation : alternatives) {
            if (request.without().contains(relation.name())) {
                return true;
            }
            if (candidates.isEmpty()) {
                for (int id : pool.matching(relation, asker)) {
                    if (request.without().contains(pool.get(id).name())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** Why a package must not be chosen, if so. */
    Optional<Bar> bar(int id) {
        Package item = pool.get(id);
        if (request.without().contains(item.name())) {
            return Optional.of(new Bar.LeftOut());
        }
        for (String pattern : request.preferences().excluded()) {
            if (Glob.matches(pattern, item.name())) {
                return Optional.of(new Bar.Excluded(pattern));
            }
        }
        Hold hold = holds.get(item.name());
        if (hold != null && !hold.version().equals(item.version())) {
            return Optional.of(new Bar.Held(hold));
        }
        return priorities.of(id) < 0 ? priorities.pin(id).map(Bar.PinnedAway::new) : Optional.empty();
    }

    /** Whether nothing stands against a package, and no better repository offers the same file. */
    boolean isPossible(int id) {
        return bar(id).isEmpty() && !isShadowed(id);
    }

    /** Whether a repository that is liked better, or one named before, offers the same file. */
    boolean isShadowed(int id) {
        String name = pool.get(id).name();
        for (int other = pool.firstNamed(name); other < pool.lastNamed(name); other++) {
            if (other != id && pool.isSameFile(id, other)) {
                int order = Integer.compare(priority(other), priority(id));
                if (order > 0 || (order == 0 && other < id)) {
                    return true;
                }
            }
        }
        return false;
    }

    private Candidate candidate(int id, int alternative, boolean virtual) {
        Package item = pool.get(id);
        int usual = request.preferences().kept().contains(item.name()) ? KEPT : Integer.MAX_VALUE;
        return new Candidate(
                preferences.getOrDefault(item.name(), usual),
                alternative,
                virtual,
                item.traits(),
                pool.architecture(id),
                item.name(),
                priority(id),
                id);
    }

    private int priority(int id) {
        return priorities.of(id);
    }

    private static List<Integer> sorted(List<Candidate> found) {
        found.sort(BEST_FIRST);
        return found.stream().map(Candidate::id).toList();
    }

    /** Within a name ids sort newest first, then by repository. */
    private record Candidate(
            int preference,
            int alternative,
            boolean virtual,
            Traits traits,
            int architecture,
            String name,
            int priority,
            int id) {}
}
