package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.version.DebianVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All packages there are, found by what they answer to.
 *
 * <p>Its content does not depend on the order in which the packages were given. What several repositories offer as the
 * same file counts once, for the best of them. Immutable, safe for use by many threads. All packages are of one architecture or of none ({@code all}, {@code noarch}).
 */
public final class PackagePool {
    private static final Set<String> WITHOUT_ARCHITECTURE = Set.of("all", "noarch");
    private static final Entry NOTHING = new Entry();

    private final Comparator<String> versions;
    private final Map<String, Integer> ranks;
    private final Map<String, Entry> entries;
    private final Package[] packages;
    private final String architecture;

    /** Debian packages; repositories rank by name. */
    public PackagePool(List<Package> packages) {
        this(packages, List.of());
    }

    /** Debian packages; the repositories named first rank before the others, which rank by name. */
    public PackagePool(List<Package> packages, List<String> repositories) {
        this(packages, repositories, DebianVersion::compare);
    }

    /**
     * Packages of any family.
     *
     * @param repositories names of repositories, the first preferred; those not named follow by name
     * @param versions the order of versions
     * @throws IllegalArgumentException if packages of two architectures are mixed
     */
    public PackagePool(List<Package> packages, List<String> repositories, Comparator<String> versions) {
        this.versions = versions;
        this.architecture = architectureOf(packages);
        this.ranks = ranks(packages, repositories);
        this.packages = sorted(packages);
        this.entries = HashMap.newHashMap(this.packages.length * 5 / 4);
        for (int id = 0; id < this.packages.length; id++) {
            Package item = this.packages[id];
            Entry entry = entries.computeIfAbsent(item.name(), name -> new Entry());
            if (entry.end == 0) {
                entry.start = id;
            }
            entry.end = id + 1;
            for (Relation provide : item.provides()) {
                entries.computeIfAbsent(provide.name(), name -> new Entry()).provide(id, provide);
            }
        }
    }

    /** How many packages there are. */
    public int size() {
        return packages.length;
    }

    /** The names of all packages, provided names not included, in no particular order. */
    Stream<String> names() {
        return entries.entrySet().stream()
                .filter(each -> each.getValue().end > 0)
                .map(Map.Entry::getKey);
    }

    /** The packages of that very name, newest first. */
    public List<Package> named(String name) {
        Entry entry = entries.getOrDefault(name, NOTHING);
        return List.of(Arrays.copyOfRange(packages, entry.start, entry.end));
    }

    /** The packages that satisfy a relation: those of that very name, newest first, then those that provide it. */
    public List<Package> providers(Relation relation) {
        return packages(matching(relation));
    }

    /** Everything of that name, whether or not its version fits. */
    List<Package> answering(String name) {
        Entry entry = entries.getOrDefault(name, NOTHING);
        return packages(
                IntStream.concat(IntStream.range(entry.start, entry.end), Arrays.stream(entry.providers.toArray()))
                        .distinct()
                        .toArray());
    }

    /** Whether a package, by its own name or one it provides, satisfies a relation. */
    public boolean satisfies(Package item, Relation relation) {
        return fit(item, relation) == Fit.FITS;
    }

    /** How a package that answers to the relation's name stands to the relation. */
    Fit fit(Package item, Relation relation) {
        if (!fitsArchitecture(item, relation.architecture())) {
            return Fit.OTHER_ARCHITECTURE;
        }
        Fit best = Fit.OTHER_NAME;
        if (item.name().equals(relation.name())) {
            best = fit(item.version(), relation);
        }
        for (Relation provide : item.provides()) {
            if (best != Fit.FITS && provide.name().equals(relation.name())) {
                best = fit(provide, relation);
            }
        }
        return best;
    }

    /** The ids of what satisfies a relation, in the order of {@link #providers}. */
    int[] matching(Relation relation) {
        Entry entry = entries.getOrDefault(relation.name(), NOTHING);
        IntList found = new IntList();
        for (int id = entry.start; id < entry.end; id++) {
            if (fitsArchitecture(packages[id], relation.architecture())
                    && fit(packages[id].version(), relation) == Fit.FITS) {
                found.add(id);
            }
        }
        int own = found.size();
        for (int i = 0; i < entry.providers.size(); i++) {
            int id = entry.providers.get(i);
            if (fitsArchitecture(packages[id], relation.architecture())
                    && fit(entry.provides.get(i), relation) == Fit.FITS
                    && !found.contains(id, id >= entry.start && id < entry.end ? 0 : own)) {
                found.add(id);
            }
        }
        return found.toArray();
    }

    Package get(int id) {
        return packages[id];
    }

    /** The ids of the packages of a name: from the first, newest, up to but not including {@link #lastNamed}. */
    int firstNamed(String name) {
        return entries.getOrDefault(name, NOTHING).start;
    }

    int lastNamed(String name) {
        return entries.getOrDefault(name, NOTHING).end;
    }

    /** The place of a package's repository in the order of preference. */
    int rank(Package item) {
        return ranks.getOrDefault(item.repository(), Integer.MAX_VALUE);
    }

    private Fit fit(Relation provide, Relation relation) {
        return switch (provide.operator()) {
            case EQUAL -> fit(provide.version(), relation);
            default -> relation.operator() == Relation.Operator.ANY ? Fit.FITS : Fit.WITHOUT_VERSION;
        };
    }

    private Fit fit(String version, Relation relation) {
        if (relation.operator() == Relation.Operator.ANY) {
            return Fit.FITS;
        }
        int order = versions.compare(version, relation.version());
        if (relation.operator().accepts(order)) {
            return Fit.FITS;
        }
        return order < 0 || (order == 0 && relation.operator() == Relation.Operator.LATER) ? Fit.TOO_OLD : Fit.TOO_NEW;
    }

    private boolean fitsArchitecture(Package item, String qualifier) {
        return qualifier.isEmpty()
                || qualifier.equals("any")
                || qualifier.equals("native")
                || qualifier.equals(item.architecture())
                || (WITHOUT_ARCHITECTURE.contains(item.architecture()) && qualifier.equals(architecture));
    }

    private List<Package> packages(int[] ids) {
        return Arrays.stream(ids).mapToObj(id -> packages[id]).toList();
    }

    private Package[] sorted(List<Package> given) {
        Package[] sorted = given.toArray(Package[]::new);
        Arrays.sort(sorted, this::compare);
        int kept = 0;
        for (Package item : sorted) {
            if (kept == 0 || !isSameFile(item, sorted[kept - 1])) {
                sorted[kept++] = item;
            }
        }
        return Arrays.copyOf(sorted, kept);
    }

    private static boolean isSameFile(Package a, Package b) {
        return a.name().equals(b.name())
                && a.version().equals(b.version())
                && a.architecture().equals(b.architecture())
                && a.digest().equals(b.digest());
    }

    /** By name, newest first, then by repository; what is the same up to there, by all the rest. */
    private int compare(Package a, Package b) {
        int order = a.name().compareTo(b.name());
        order = order != 0 ? order : versions.compare(b.version(), a.version());
        order = order != 0 ? order : Integer.compare(rank(a), rank(b));
        if (order != 0) {
            return order;
        }
        return Comparator.comparing(Package::version)
                .thenComparing(Package::architecture)
                .thenComparing(Package::digest)
                .thenComparing(Package::path)
                .thenComparing(item -> item.requires() + "\n" + item.conflicts() + "\n" + item.provides())
                .compare(a, b);
    }

    private static String architectureOf(List<Package> packages) {
        String found = "";
        for (Package item : packages) {
            if (!item.architecture().equals(found) && !WITHOUT_ARCHITECTURE.contains(item.architecture())) {
                if (!found.isEmpty()) {
                    throw new IllegalArgumentException("packages of " + found + " and " + item.architecture()
                            + " in one pool: resolve each architecture on its own");
                }
                found = item.architecture();
            }
        }
        return found;
    }

    private static Map<String, Integer> ranks(List<Package> packages, List<String> repositories) {
        Set<String> present = new HashSet<>();
        packages.forEach(item -> present.add(item.repository()));
        List<String> ordered = new ArrayList<>(repositories);
        present.stream().filter(each -> !repositories.contains(each)).sorted().forEach(ordered::add);
        Map<String, Integer> ranks = new HashMap<>();
        ordered.forEach(each -> ranks.putIfAbsent(each, ranks.size()));
        return ranks;
    }

    /** How a package stands to a relation. */
    public enum Fit {
        FITS,
        TOO_OLD,
        TOO_NEW,
        /** It provides the name without a version, and a version is asked for. */
        WITHOUT_VERSION,
        OTHER_ARCHITECTURE,
        OTHER_NAME
    }

    /** What answers to one name: the packages called so, which are neighbours, and those that provide it. */
    private static final class Entry {
        private int start;
        private int end;
        private final IntList providers = new IntList();
        private final List<Relation> provides = new ArrayList<>(0);

        void provide(int id, Relation provide) {
            providers.add(id);
            provides.add(provide);
        }
    }
}
