package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Traits.Importance;
import dev.atoll.packages.Traits.MultiArch;
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
import org.jspecify.annotations.Nullable;

/**
 * All packages there are, found by what they answer to.
 *
 * <p>Its content does not depend on the order in which the packages were given. Packages of no architecture
 * ({@code all}, {@code noarch}) count as native ones. Immutable, safe for use by many threads.
 */
public final class PackagePool {
    private static final int NATIVE = 0;

    private final Comparator<String> versions;
    private final Map<String, Integer> ranks;
    private final Architectures architectures;
    private final Package[] packages;
    private final Names names;

    /** Debian packages of one architecture; repositories rank by name. */
    public PackagePool(List<Package> packages) {
        this(packages, List.of());
    }

    /** Debian packages of one architecture; the repositories named first rank before the others, which rank by name. */
    public PackagePool(List<Package> packages, List<String> repositories) {
        this(packages, repositories, List.of(), DebianVersion::compare);
    }

    /**
     * Packages of any family.
     *
     * @param repositories names of repositories, the first preferred; those not named follow by name
     * @param architectures the distribution's names for the architectures ({@code amd64}), the native one first; may be
     *     empty if all packages are of one architecture
     * @param versions the order of versions
     * @throws IllegalArgumentException if a package is of another architecture
     */
    public PackagePool(
            List<Package> packages,
            List<String> repositories,
            List<String> architectures,
            Comparator<String> versions) {
        this.versions = versions;
        this.architectures = Architectures.of(architectures, packages);
        this.ranks = ranks(packages, repositories);
        this.packages = packages.toArray(Package[]::new);
        Arrays.sort(this.packages, this::compare);
        this.names = new Names(this.packages);
    }

    /** How many packages there are, each repository's counted. */
    public int size() {
        return packages.length;
    }

    /** The native architecture; empty if no package has one. */
    public String architecture() {
        return architectures.name(NATIVE);
    }

    /** The names of essential packages, sorted. */
    List<String> essential() {
        return IntStream.range(0, packages.length)
                .filter(this::isEssential)
                .mapToObj(id -> packages[id].name())
                .distinct()
                .toList();
    }

    /** Whether a package is native and belongs to every system. */
    boolean isEssential(int id) {
        return packages[id].traits().importance() == Importance.ESSENTIAL && architecture(id) == NATIVE;
    }

    /** The names of all packages, provided names not included, in no particular order. */
    Stream<String> names() {
        return names.ofPackages();
    }

    /** The packages of that very name, newest first. */
    public List<Package> named(String name) {
        int number = names.number(name);
        return List.of(Arrays.copyOfRange(packages, names.start(number), names.end(number)));
    }

    /** What satisfies a native package's relation: those of that very name, newest first, then those that provide it. */
    public List<Package> providers(Relation relation) {
        return Arrays.stream(matching(relation, NATIVE)).mapToObj(this::get).toList();
    }

    /** Ids of everything of that name, whether or not its version and architecture fit. */
    int[] answering(String name) {
        return matching(name, (id, offer) -> true);
    }

    /** The ids of what satisfies a relation of a package of an architecture, in the order of {@link #providers}. */
    int[] matching(Relation relation, int asker) {
        return matching(
                relation.name(),
                (id, offer) -> serves(id, offer, relation, asker) && fit(offer, packages[id], relation) == Fit.FITS);
    }

    /** The ids of what a conflict meets: without a qualifier, that of all architectures. */
    int[] met(Relation conflict) {
        return matching(
                conflict.name(),
                (id, offer) ->
                        architectures.meets(conflict, of(id, offer)) && fit(offer, packages[id], conflict) == Fit.FITS);
    }

    /** The number of the architecture that a request for a relation means: the first that has any such package. */
    int asker(Relation request) {
        for (int asker = 0; asker < architectures.size(); asker++) {
            if (matching(request, asker).length > 0) {
                return asker;
            }
        }
        return NATIVE;
    }

    /** How a package that answers to the relation's name stands to the relation of a package of an architecture. */
    Fit fit(int id, Relation relation, int asker) {
        Package item = packages[id];
        Fit best = Fit.OTHER_NAME;
        if (item.name().equals(relation.name())) {
            best = serves(id, null, relation, asker) ? fit(null, item, relation) : Fit.OTHER_ARCHITECTURE;
        }
        for (Relation provide : item.provides()) {
            if (best != Fit.FITS && provide.name().equals(relation.name())) {
                best = serves(id, provide, relation, asker) ? fit(provide, item, relation) : Fit.OTHER_ARCHITECTURE;
            }
        }
        return best;
    }

    Package get(int id) {
        return packages[id];
    }

    /** The number of a package's architecture in the order of preference; zero for a native one. */
    int architecture(int id) {
        return architectures.of(packages[id]);
    }

    /** The ids of the packages of a name: from the first, newest, up to but not including {@link #lastNamed}. */
    int firstNamed(String name) {
        return names.start(names.number(name));
    }

    int lastNamed(String name) {
        return names.end(names.number(name));
    }

    /** Positive if the first package's version is later, zero if they are the same. */
    int compareVersions(int id, int other) {
        return versions.compare(packages[id].version(), packages[other].version());
    }

    /** Whether two packages of one name may be there at once: of different architectures, both willing, one version. */
    boolean coinstallable(int id, int other) {
        return packages[id].traits().multiArch() == MultiArch.SAME
                && packages[other].traits().multiArch() == MultiArch.SAME
                && architecture(id) != architecture(other)
                && compareVersions(id, other) == 0;
    }

    /** Whether two repositories offer the very same file. */
    boolean isSameFile(int id, int other) {
        Package a = packages[id];
        Package b = packages[other];
        return a.name().equals(b.name())
                && a.version().equals(b.version())
                && a.architecture().equals(b.architecture())
                && a.digest().equals(b.digest());
    }

    private int[] matching(String name, Offers offers) {
        int number = names.number(name);
        int start = names.start(number);
        int end = names.end(number);
        IntList found = new IntList();
        for (int id = start; id < end; id++) {
            if (offers.fit(id, null)) {
                found.add(id);
            }
        }
        int own = found.size();
        for (int place = names.firstProvider(number); place < names.lastProvider(number); place++) {
            int id = names.provider(place);
            boolean known = (id >= start && id < end)
                    ? found.contains(id, 0)
                    : found.size() > own && found.get(found.size() - 1) == id;
            if (!known && offers.fit(id, names.provide(place))) {
                found.add(id);
            }
        }
        return found.toArray();
    }

    /** The number of the architecture for which a package offers something. */
    private int of(int id, @Nullable Relation provide) {
        return provide == null ? architecture(id) : architectures.of(packages[id], provide);
    }

    private boolean serves(int id, @Nullable Relation provide, Relation relation, int asker) {
        String offered = provide == null ? "" : provide.architecture();
        return architectures.serves(packages[id].traits().multiArch(), of(id, provide), offered, relation, asker);
    }

    private Fit fit(@Nullable Relation provide, Package item, Relation relation) {
        if (relation.operator() == Relation.Operator.ANY) {
            return Fit.FITS;
        }
        if (provide != null && provide.operator() != Relation.Operator.EQUAL) {
            return Fit.WITHOUT_VERSION;
        }
        int order = versions.compare(provide == null ? item.version() : provide.version(), relation.version());
        if (relation.operator().accepts(order)) {
            return Fit.FITS;
        }
        return order < 0 || (order == 0 && relation.operator() == Relation.Operator.LATER) ? Fit.TOO_OLD : Fit.TOO_NEW;
    }

    private int rank(Package item) {
        return ranks.getOrDefault(item.repository(), Integer.MAX_VALUE);
    }

    /** By name, newest first, then by architecture and repository; what is the same up to there, by all the rest. */
    private int compare(Package a, Package b) {
        int order = a.name().compareTo(b.name());
        order = order != 0 ? order : versions.compare(b.version(), a.version());
        order = order != 0 ? order : Integer.compare(architectures.of(a), architectures.of(b));
        order = order != 0 ? order : Integer.compare(rank(a), rank(b));
        if (order != 0) {
            return order;
        }
        return Comparator.comparing(Package::version)
                .thenComparing(Package::architecture)
                .thenComparing(Package::digest)
                .thenComparing(Package::path)
                .thenComparing(item ->
                        item.requires() + "\n" + item.conflicts() + "\n" + item.provides() + "\n" + item.traits())
                .compare(a, b);
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

    /** Judges what a package offers: its own name if nothing is provided, else what it provides. */
    private interface Offers {
        boolean fit(int id, @Nullable Relation provide);
    }
}
