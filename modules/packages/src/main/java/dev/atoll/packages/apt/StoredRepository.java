package dev.atoll.packages.apt;

import dev.atoll.packages.apt.ReleaseFile.IndexFile;
import dev.atoll.packages.openpgp.PinnedKeys;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import java.util.List;
import java.util.Optional;

/** A repository exactly as it was, from the store alone: its release file may have expired meanwhile. For one thread. */
public final class StoredRepository {
    private final AptSource source;
    private final String architecture;
    private final Digest inRelease;
    private final ContentStore store;
    private final Optional<SignedRelease> signed;
    private final List<IndexFile> indexes;

    private StoredRepository(
            AptSource source,
            String architecture,
            Digest inRelease,
            ContentStore store,
            Optional<SignedRelease> signed) {
        this.source = source;
        this.architecture = architecture;
        this.inRelease = inRelease;
        this.store = store;
        this.signed = signed;
        this.indexes = signed.map(it -> AptRepository.indexes(source, architecture, it.release()))
                .orElse(List.of());
    }

    /**
     * Looks for a repository.
     *
     * @param inRelease SHA-256 of its release file
     * @throws RepositoryException if the release file is there and not acceptable
     */
    public static StoredRepository open(AptSource source, String architecture, Digest inRelease, ContentStore store) {
        Optional<SignedRelease> signed =
                store.find(inRelease).isEmpty() ? Optional.empty() : Optional.of(signed(source, inRelease, store));
        return new StoredRepository(source, architecture, inRelease, store, signed);
    }

    private static SignedRelease signed(AptSource source, Digest inRelease, ContentStore store) {
        try {
            return SignedRelease.pinned(store.read(inRelease), source, PinnedKeys.read(source.keys()));
        } catch (SignedRelease.Unacceptable e) {
            throw new RepositoryException(
                    source.name(), String.valueOf(e.getMessage()), "make the lock again from a mirror", e);
        }
    }

    /** What the store lacks of it, for people; nothing if it can be loaded. */
    public List<String> lacking() {
        if (signed.isEmpty()) {
            return List.of("the InRelease of " + source.name() + ", SHA-256 " + inRelease);
        }
        return indexes.stream()
                .filter(index -> store.find(index.digest()).isEmpty())
                .map(index -> "the index " + index.path() + " of " + source.name() + ", SHA-256 " + index.digest())
                .toList();
    }

    /**
     * Loads it.
     *
     * @throws RepositoryException if the store does not have all of it
     * @throws dev.atoll.packages.deb.MalformedPackageException if an index is not sound
     */
    public AptIndex load() {
        SignedRelease release = signed.orElseThrow(() -> missing(source.name(), "its InRelease " + inRelease));
        return AptRepository.read(source, architecture, release, inRelease, indexes, store, List.of());
    }

    static RepositoryException missing(String source, String what) {
        return new RepositoryException(
                source, "the store does not have " + what, "fetch it from a mirror, or make the lock again");
    }
}
