package dev.atoll.image.plan;

import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.definition.Selection;
import dev.atoll.packages.version.DebianVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a lock would change; sizes in bytes.
 *
 * @param changed whether another lock is to be written; another state of a repository alone is no reason
 * @param packages of the new lock
 * @param size of all their files
 * @param changes by kind, then by name
 */
public record LockDiff(boolean changed, int packages, long size, List<Change> changes) {
    public LockDiff {
        changes = List.copyOf(changes);
    }

    /** What happens to a package. */
    public enum Kind {
        ADDED,
        REMOVED,
        UPGRADED,
        DOWNGRADED,
        /** The same version, and other bytes. */
        REPLACED,
        /** The same bytes from another source, or from another place in it. */
        MOVED
    }

    /**
     * A package that changes.
     *
     * @param from version before
     * @param to version after
     * @param fromSource where it was from
     * @param toSource where it is from
     * @param sizeBefore of its file; 0 if it was not there
     * @param sizeAfter of its file; 0 if it is not there
     */
    public record Change(
            Kind kind,
            String name,
            String architecture,
            Optional<String> from,
            Optional<String> to,
            Optional<String> fromSource,
            Optional<String> toSource,
            long sizeBefore,
            long sizeAfter) {}

    /** Compares. */
    public static LockDiff of(Optional<Lock> before, ImagePlan after, Selection selection) {
        Map<String, LockedPackage> old = byName(before.map(Lock::packages).orElse(List.of()));
        Map<String, LockedPackage> now = byName(after.packages());
        SortedSet<String> names = new TreeSet<>(old.keySet());
        names.addAll(now.keySet());
        List<Change> changes = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (String name : names) {
                Optional<LockedPackage> from = Optional.ofNullable(old.get(name));
                Optional<LockedPackage> to = Optional.ofNullable(now.get(name));
                if (kind(from, to).equals(Optional.of(kind))) {
                    changes.add(change(kind, from, to));
                }
            }
        }
        boolean fits = before.filter(lock -> lock.definition().equals(RequestDigest.of(selection)))
                .isPresent();
        long size = after.packages().stream().mapToLong(LockedPackage::size).sum();
        return new LockDiff(!fits || !changes.isEmpty(), after.packages().size(), size, changes);
    }

    private static Map<String, LockedPackage> byName(List<LockedPackage> packages) {
        Map<String, LockedPackage> map = new TreeMap<>();
        packages.forEach(item -> map.put(item.name() + ":" + item.architecture(), item));
        return map;
    }

    private static Optional<Kind> kind(Optional<LockedPackage> from, Optional<LockedPackage> to) {
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.of(from.isEmpty() ? Kind.ADDED : Kind.REMOVED);
        }
        int order = DebianVersion.compare(from.get().version(), to.get().version());
        if (order != 0) {
            return Optional.of(order < 0 ? Kind.UPGRADED : Kind.DOWNGRADED);
        }
        if (!from.get().sha256().equals(to.get().sha256())) {
            return Optional.of(Kind.REPLACED);
        }
        return from.equals(to) ? Optional.empty() : Optional.of(Kind.MOVED);
    }

    private static Change change(Kind kind, Optional<LockedPackage> from, Optional<LockedPackage> to) {
        LockedPackage any = to.or(() -> from).orElseThrow();
        return new Change(
                kind,
                any.name(),
                any.architecture(),
                from.map(LockedPackage::version),
                to.map(LockedPackage::version),
                from.map(LockedPackage::source),
                to.map(LockedPackage::source),
                from.map(LockedPackage::size).orElse(0L),
                to.map(LockedPackage::size).orElse(0L));
    }
}
