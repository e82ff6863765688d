package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What answers to a name: the packages called so, which are neighbours in the pool, and those that provide it.
 *
 * <p>Every name has a number. Providers of all names lie in one array, those of a name behind each other, in the order
 * of their ids.
 */
final class Names {
    private static final int NONE = -1;

    private final Map<String, Integer> numbers;
    /** By number: the first id of that name and the one after the last; both zero for a name that is only provided. */
    private final int[] starts;

    private final int[] ends;
    /** By number, and one more: where its providers start. */
    private final int[] providersFrom;

    private final int[] providers;
    private final Relation[] provides;

    /** Indexes packages that are sorted by name. */
    Names(Package[] packages) {
        numbers = HashMap.newHashMap(packages.length * 5 / 4);
        int total = 0;
        for (Package item : packages) {
            numbers.putIfAbsent(item.name(), numbers.size());
            for (Relation provide : item.provides()) {
                numbers.putIfAbsent(provide.name(), numbers.size());
                total++;
            }
        }
        starts = new int[numbers.size()];
        ends = new int[numbers.size()];
        providersFrom = new int[numbers.size() + 1];
        int[] numberOf = new int[total];
        int seen = 0;
        for (int id = 0; id < packages.length; id++) {
            int number = number(packages[id].name());
            starts[number] = ends[number] == 0 ? id : starts[number];
            ends[number] = id + 1;
            for (Relation provide : packages[id].provides()) {
                numberOf[seen] = number(provide.name());
                providersFrom[numberOf[seen++] + 1]++;
            }
        }
        for (int number = 0; number < starts.length; number++) {
            providersFrom[number + 1] += providersFrom[number];
        }
        providers = new int[total];
        provides = new Relation[total];
        fill(packages, numberOf);
    }

    private void fill(Package[] packages, int[] numberOf) {
        int[] next = Arrays.copyOf(providersFrom, starts.length);
        int seen = 0;
        for (int id = 0; id < packages.length; id++) {
            for (Relation provide : packages[id].provides()) {
                int place = next[numberOf[seen++]]++;
                providers[place] = id;
                provides[place] = provide;
            }
        }
    }

    /** The number of a name, negative if nothing answers to it. */
    int number(String name) {
        return numbers.getOrDefault(name, NONE);
    }

    /** The first id of a name. */
    int start(int number) {
        return number < 0 ? 0 : starts[number];
    }

    /** The id after the last one of a name; as {@link #start} if no package is called so. */
    int end(int number) {
        return number < 0 ? 0 : ends[number];
    }

    /** The place of the first provider of a name. */
    int firstProvider(int number) {
        return number < 0 ? 0 : providersFrom[number];
    }

    /** The place after that of the last provider of a name. */
    int lastProvider(int number) {
        return number < 0 ? 0 : providersFrom[number + 1];
    }

    /** The id of the provider at a place. */
    int provider(int place) {
        return providers[place];
    }

    /** What the provider at a place says. */
    Relation provide(int place) {
        return provides[place];
    }

    /** All names of packages, in no particular order. */
    Stream<String> ofPackages() {
        return numbers.entrySet().stream()
                .filter(each -> ends[each.getValue()] > 0)
                .map(Map.Entry::getKey);
    }
}
