package dev.atoll.packages.mirror;

import dev.atoll.packages.apt.KnownRelease;
import dev.atoll.packages.apt.StoredPackage;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A suite to write.
 *
 * @param release what it is a part of; its date becomes the suite's
 * @param architectures that it has indexes for, sorted; packages for all stand in each
 * @param packages in the order of their paths
 */
public record MirrorSuite(KnownRelease release, List<String> architectures, List<StoredPackage> packages) {
    private static final Pattern COMPONENT = Pattern.compile("pool/(?:updates/)?([a-z][a-z0-9-]*)/.+");

    public MirrorSuite {
        architectures = architectures.stream().sorted().distinct().toList();
        packages = packages.stream()
                .sorted(Comparator.comparing(StoredPackage::path))
                .distinct()
                .toList();
        if (architectures.isEmpty()) {
            throw new IllegalArgumentException("no architecture for " + release.codename());
        }
    }

    /** Suites of one name become one: all their packages, and the date of the newest. */
    public static List<MirrorSuite> merged(Collection<MirrorSuite> suites) {
        SortedMap<String, MirrorSuite> byName = new TreeMap<>();
        for (MirrorSuite suite : suites) {
            byName.merge(suite.name(), suite, MirrorSuite::with);
        }
        return List.copyOf(byName.values());
    }

    private MirrorSuite with(MirrorSuite other) {
        Set<String> all = new TreeSet<>(architectures);
        all.addAll(other.architectures);
        Map<String, StoredPackage> files = new TreeMap<>();
        packages.forEach(file -> files.put(file.path() + file.digest(), file));
        other.packages.forEach(file -> files.put(file.path() + file.digest(), file));
        KnownRelease newest = release.date().isBefore(other.release.date()) ? other.release : release;
        return new MirrorSuite(newest, List.copyOf(all), List.copyOf(files.values()));
    }

    /** The directory below {@code dists}. */
    public String name() {
        return release.codename();
    }

    /** The packages by component, which the path tells as it does in Debian's archives; others are in {@code main}. */
    SortedMap<String, List<StoredPackage>> components() {
        SortedMap<String, List<StoredPackage>> components = new TreeMap<>();
        for (StoredPackage file : packages) {
            Matcher path = COMPONENT.matcher(file.path());
            String component = path.matches() ? path.group(1) : "main";
            components.merge(component, List.of(file), MirrorSuite::join);
        }
        if (components.isEmpty()) {
            components.put("main", List.of());
        }
        return components;
    }

    private static List<StoredPackage> join(List<StoredPackage> some, List<StoredPackage> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
