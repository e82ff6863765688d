package dev.atoll.image.plan;

import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.definition.Selection;
import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.apt.AptIndex;
import dev.atoll.packages.apt.StoredPackage;
import dev.atoll.store.ContentStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brings a lock up to date, moving no more than is asked for.
 *
 * <p>A locked package counts as available while a source offers its version or the store has its file. Available locked
 * versions win over newer ones, and locked packages over others that would do as well; both give way where the request
 * could not be met otherwise.
 */
public final class LockUpdate {
    private final Selection selection;
    private final Optional<Lock> before;
    private final Archives archives;
    private final ContentStore store;

    /**
     * An update.
     *
     * @param before the lock as it is, if there is one
     */
    public LockUpdate(Selection selection, Optional<Lock> before, Archives archives, ContentStore store) {
        this.selection = selection;
        this.before = before;
        this.archives = archives;
        this.store = store;
    }

    /**
     * What a lock that fits the selection would hold: the lock itself if it fits; else new packages added, those no
     * longer needed dropped, and all others as they are.
     *
     * @throws UnsolvableException if the request cannot be met
     * @throws LockMismatchException if the lock is for another architecture
     */
    public ImagePlan keepAll() {
        if (before.isEmpty()) {
            return takeAll();
        }
        check(before.get());
        if (before.get().definition().equals(RequestDigest.of(selection))) {
            return ImagePlan.locked(selection, before.get());
        }
        List<AptIndex> indexes = archives.load();
        return choose(indexes, stored(indexes), List.of(), before.get().packages(), Set.of());
    }

    /**
     * The same with some packages in their newest versions, and what must change with them.
     *
     * @throws UnsolvableException if the request cannot be met
     * @throws LockMismatchException if the lock does not have one of the packages, or is for another architecture
     */
    public ImagePlan move(Collection<String> names) {
        Lock lock = before.orElseThrow(() -> new LockMismatchException(
                "there is no lock yet in which to update " + String.join(", ", names),
                "make one: atoll image lock DEFINITION"));
        check(lock);
        Set<String> unknown = new TreeSet<>(names);
        lock.packages().forEach(item -> unknown.remove(item.name()));
        if (!unknown.isEmpty()) {
            throw new LockMismatchException(
                    "the lock does not have " + String.join(", ", unknown),
                    "name packages of the lock, or none for all");
        }
        List<AptIndex> indexes = archives.load();
        List<Package> stored = stored(indexes);
        // First the named ones, so that the rest gives way to them; then without asking for them, should the newest
        // state not need them any more.
        Set<String> installed = lock.packages().stream()
                .filter(LockedPackage::isInstalled)
                .map(LockedPackage::name)
                .collect(Collectors.toSet());
        List<Relation> first = names.stream()
                .filter(installed::contains)
                .sorted()
                .map(Relation::of)
                .toList();
        ImagePlan moved = choose(indexes, stored, first, lock.packages(), Set.copyOf(names));
        return choose(indexes, stored, List.of(), moved.packages(), Set.of());
    }

    /** Everything in its newest version, as if there were no lock. */
    public ImagePlan takeAll() {
        before.ifPresent(this::check);
        return ImagePlan.resolve(selection, archives);
    }

    private void check(Lock lock) {
        if (lock.architecture() != selection.architecture()) {
            throw new LockMismatchException(
                    "the lock is for another architecture than the definition",
                    "write the lock to another file: -o FILE");
        }
    }

    private ImagePlan choose(
            List<AptIndex> indexes,
            List<Package> stored,
            List<Relation> first,
            List<LockedPackage> locked,
            Set<String> free) {
        return ImagePlan.of(Choice.of(selection, indexes, stored, first, Taste.of(selection, locked, free)));
    }

    /** Locked packages that no source offers any more, but the store has. */
    private List<Package> stored(List<AptIndex> indexes) {
        Set<String> sources =
                indexes.stream().map(index -> index.source().name()).collect(Collectors.toSet());
        List<Package> stored = new ArrayList<>();
        for (LockedPackage item : before.orElseThrow().packages()) {
            if (!isOffered(item, indexes) && sources.contains(item.source())) {
                store.find(item.sha256())
                        .map(file -> new StoredPackage(file, item.path(), item.size(), item.sha256()))
                        .ifPresent(file -> stored.add(file.describe(
                                item.source(), selection.architecture().debian())));
            }
        }
        return stored;
    }

    private static boolean isOffered(LockedPackage item, List<AptIndex> indexes) {
        return indexes.stream()
                .flatMap(index -> index.answering(item.name()).stream())
                .anyMatch(offer -> offer.digest().equals(item.sha256()));
    }
}
