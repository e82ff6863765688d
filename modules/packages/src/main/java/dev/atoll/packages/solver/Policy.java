package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Taste: which candidates a requirement has, the best first.
 *
 * <p>Preferred packages, then the first alternative, then the package of that very name, then by the order of
 * repositories and by name; of one name, the newest version.
 */
final class Policy {
    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparingInt(Candidate::preference)
            .thenComparingInt(Candidate::alternative)
            .thenComparing(Candidate::virtual)
            .thenComparingInt(Candidate::repository)
            .thenComparingInt(Candidate::id);

    private final PackagePool pool;
    private final Set<String> without;
    private final Map<String, Integer> preferences = new HashMap<>();

    Policy(PackagePool pool, Request request) {
        this.pool = pool;
        this.without = request.without();
        request.prefer().forEach(name -> preferences.putIfAbsent(name, preferences.size()));
    }

    /** Ids of all candidates that were not left out, the best first. */
    List<Integer> candidates(List<Relation> alternatives) {
        List<Candidate> found = new ArrayList<>();
        Set<Integer> known = new HashSet<>();
        for (int i = 0; i < alternatives.size(); i++) {
            Relation relation = alternatives.get(i);
            int[] ids = pool.matching(relation);
            Map<String, Integer> repositories = new HashMap<>();
            for (int id : ids) {
                Package item = pool.get(id);
                repositories.merge(item.name(), pool.rank(item), Math::min);
            }
            for (int id : ids) {
                String name = pool.get(id).name();
                if (!without.contains(name) && known.add(id)) {
                    found.add(new Candidate(
                            preferences.getOrDefault(name, Integer.MAX_VALUE),
                            i,
                            !name.equals(relation.name()),
                            repositories.getOrDefault(name, Integer.MAX_VALUE),
                            id));
                }
            }
        }
        found.sort(BEST_FIRST);
        return found.stream().map(Candidate::id).toList();
    }

    /** Whether names left out on purpose excuse a requirement that has these candidates left. */
    boolean waives(List<Relation> alternatives, List<Integer> candidates) {
        return alternatives.stream().anyMatch(each -> without.contains(each.name()))
                || (candidates.isEmpty() && alternatives.stream().anyMatch(each -> pool.matching(each).length > 0));
    }

    boolean leavesOut(Package item) {
        return without.contains(item.name());
    }

    /** Ids sort by name, and within a name the newest first. */
    private record Candidate(int preference, int alternative, boolean virtual, int repository, int id) {}
}
