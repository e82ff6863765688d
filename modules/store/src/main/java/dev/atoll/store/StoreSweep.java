package dev.atoll.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Removes from a store what nobody needs: objects, derived files, unfinished downloads and quarantined objects that were
 * not used since some time and are not to be kept.
 *
 * <p>May run at any time beside any number of users of the store. What a live process has found or put stays
 * ({@link Lease}); files leave by a rename, so that a run that is killed leaves a sound store, and whoever opens the
 * store later removes what it had put aside.
 */
public final class StoreSweep {
    /** Files put aside before others are let through the gate. */
    private static final int BATCH = 256;

    private final ContentStore store;
    private final Set<Digest> keep;
    private final Instant unusedSince;

    /**
     * A sweep.
     *
     * @param keep objects that stay; what was derived from them can be derived again
     * @param unusedSince only what was last used before this time goes
     */
    public StoreSweep(ContentStore store, Set<Digest> keep, Instant unusedSince) {
        this.store = store;
        this.keep = Set.copyOf(keep);
        this.unusedSince = unusedSince;
    }

    /** What would be removed if nothing is in use, by path. */
    public List<StoredFile> candidates() {
        return StoreContents.of(store).files().stream()
                .filter(file -> file.used().isBefore(unusedSince))
                .filter(file -> file.kind() != StoredFile.Kind.OBJECT
                        || file.digest().filter(keep::contains).isEmpty())
                .toList();
    }

    /**
     * Removes what may go.
     *
     * @param candidates from {@link #candidates()}
     * @param progress told of each candidate that is done, with its size in bytes
     * @return what was removed; the rest of the candidates is in use
     * @throws StoreException if the disk fails; the store is sound
     */
    public List<StoredFile> remove(List<StoredFile> candidates, LongConsumer progress) {
        List<StoredFile> removed = new ArrayList<>();
        try {
            for (int from = 0; from < candidates.size(); from += BATCH) {
                List<StoredFile> batch = candidates.subList(from, Math.min(from + BATCH, candidates.size()));
                List<Path> aside = new ArrayList<>();
                store.gate().pass(() -> putAside(batch, aside, removed));
                for (Path file : aside) {
                    Files.deleteIfExists(file);
                }
                batch.forEach(file -> progress.accept(file.size()));
            }
        } catch (IOException e) {
            throw StoreException.of("clean the store", store.root(), e);
        }
        return removed;
    }

    /** What is to be removed or would be: without what live processes use. */
    public List<StoredFile> notInUse(List<StoredFile> candidates) {
        List<StoredFile> free = new ArrayList<>();
        try {
            store.gate().pass(() -> {
                Set<String> used = Lease.inUse(store.layout());
                candidates.stream().filter(file -> isFree(file, used)).forEach(free::add);
            });
        } catch (IOException e) {
            throw StoreException.of("look for users of the store", store.root(), e);
        }
        return free;
    }

    private void putAside(List<StoredFile> batch, List<Path> aside, List<StoredFile> removed) throws IOException {
        Set<String> used = Lease.inUse(store.layout());
        for (StoredFile file : batch) {
            if (isFree(file, used)) {
                Path target = store.temporary();
                try {
                    Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE);
                    removed.add(file);
                } catch (NoSuchFileException e) {
                    // another sweep was faster, or the download was completed
                }
                aside.add(target);
            }
        }
    }

    private boolean isFree(StoredFile file, Set<String> used) {
        return !used.contains(store.layout().name(file.path()))
                && isStillUnused(file)
                && (file.kind() != StoredFile.Kind.PART || !isLocked(file.path()));
    }

    private boolean isStillUnused(StoredFile file) {
        try {
            return Files.getLastModifiedTime(file.path()).toInstant().isBefore(unusedSince);
        } catch (IOException e) {
            return false;
        }
    }

    @SuppressWarnings("try") // the lock is only tried
    private static boolean isLocked(Path part) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (IOException | OverlappingFileLockException e) {
            return true;
        }
    }
}
