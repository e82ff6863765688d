package dev.atoll.image.plan;

import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.definition.LockedSource;
import dev.atoll.packages.apt.KnownRelease;
import dev.atoll.packages.apt.StoredPackage;
import dev.atoll.packages.mirror.MirrorSuite;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What of a store belongs to locks. */
public final class LockContents {
    private LockContents() {}

    /** Everything that the locks need: packages, release files, and the indexes that those list. */
    public static Set<Digest> digests(List<Lock> locks, ContentStore store) {
        Set<Digest> digests = new TreeSet<>();
        for (Lock lock : locks) {
            lock.packages().forEach(item -> digests.add(item.sha256()));
            for (LockedSource source : lock.sources()) {
                digests.add(source.inRelease());
                if (store.has(source.inRelease())) {
                    digests.addAll(KnownRelease.listed(source.inRelease(), store));
                }
            }
        }
        return digests;
    }

    /**
     * The packages of the locks as suites of a repository, those of one suite together.
     *
     * @throws NotInStoreException if the store lacks some
     * @throws dev.atoll.packages.apt.RepositoryException if it lacks a release file
     */
    public static List<MirrorSuite> suites(List<Lock> locks, ContentStore store) {
        List<String> missing = locks.stream()
                .flatMap(lock -> lock.packages().stream())
                .filter(item -> !store.has(item.sha256()))
                .map(ImagePlan::words)
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            throw new NotInStoreException(
                    "a repository is made of what is there",
                    missing,
                    "fetch them: atoll image lock DEFINITION -o LOCK");
        }
        List<MirrorSuite> suites = new ArrayList<>();
        for (Lock lock : locks) {
            for (LockedSource source : lock.sources()) {
                suites.add(new MirrorSuite(
                        KnownRelease.read(source.name(), source.inRelease(), store),
                        List.of(lock.architecture().debian()),
                        lock.packages().stream()
                                .filter(item -> item.source().equals(source.name()))
                                .map(item -> stored(item, store))
                                .toList()));
            }
        }
        return MirrorSuite.merged(suites);
    }

    private static StoredPackage stored(LockedPackage item, ContentStore store) {
        return new StoredPackage(
                store.find(item.sha256()).orElseThrow(() -> new MissingPackageException(item, store.root())),
                item.path(),
                item.size(),
                item.sha256());
    }
}
