package dev.atoll.packages.mirror;

import dev.atoll.packages.Package;
import dev.atoll.packages.apt.KnownRelease;
import dev.atoll.packages.apt.StoredPackage;
import dev.atoll.store.ContentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** All packages of a store that some index in it names, in the suites of those indexes. */
public final class KnownSuites {
    private KnownSuites() {}

    /** Looks through every release file and index of the store; takes seconds. */
    public static List<MirrorSuite> of(ContentStore store) {
        List<MirrorSuite> suites = new ArrayList<>();
        for (KnownRelease release : KnownRelease.all(store)) {
            List<StoredPackage> files = new ArrayList<>();
            Set<String> architectures = new TreeSet<>();
            for (Package offer : release.offers(store)) {
                if (store.has(offer.digest())) {
                    files.add(new StoredPackage(
                            store.find(offer.digest()).orElseThrow(), offer.path(), offer.size(), offer.digest()));
                    if (!offer.architecture().equals("all")) {
                        architectures.add(offer.architecture());
                    }
                }
            }
            if (!architectures.isEmpty()) {
                suites.add(new MirrorSuite(release, List.copyOf(architectures), files));
            }
        }
        return MirrorSuite.merged(suites);
    }
}
