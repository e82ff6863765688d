package dev.atoll.image.plan;

import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockedSource;
import dev.atoll.image.definition.Selection;
import dev.atoll.image.definition.Source;
import dev.atoll.packages.apt.AptIndex;
import dev.atoll.packages.apt.AptRepository;
import dev.atoll.packages.apt.AptSource;
import dev.atoll.packages.apt.MirrorFinder;
import dev.atoll.packages.apt.RepositoryException;
import dev.atoll.packages.apt.StoredRepository;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import dev.atoll.store.Downloads;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The definition's sources and the mirrors that serve them, found when first needed. Not thread safe. */
public final class Archives {
    private final String architecture;
    private final Map<String, AptSource> sources;
    private final Map<String, URI> own;
    private final List<URI> mirrors;
    private final MirrorFinder finder;
    private final ContentStore store;
    private final Downloads downloads;
    private final Instant now;
    private final boolean offline;
    private final Map<String, Digest> releases;
    private final Map<String, List<URI>> bases = new LinkedHashMap<>();

    /**
     * The sources of a selection.
     *
     * @param base the directory that the definition's paths are relative to
     * @param mirrors addresses of Debian's archive that the user gave; if empty, the machine's apt configuration is asked
     * @param now the time by which signatures and releases are judged
     */
    public Archives(
            Selection selection,
            Path base,
            List<URI> mirrors,
            MirrorFinder finder,
            ContentStore store,
            Downloads downloads,
            Instant now) {
        this(
                selection.architecture().debian(),
                aptSources(selection, base),
                addresses(selection),
                mirrors,
                finder,
                store,
                downloads,
                now,
                false,
                Map.of());
    }

    private Archives(
            String architecture,
            Map<String, AptSource> sources,
            Map<String, URI> own,
            List<URI> mirrors,
            MirrorFinder finder,
            ContentStore store,
            Downloads downloads,
            Instant now,
            boolean offline,
            Map<String, Digest> releases) {
        this.architecture = architecture;
        this.sources = sources;
        this.own = own;
        this.mirrors = List.copyOf(mirrors);
        this.finder = finder;
        this.store = store;
        this.downloads = downloads;
        this.now = now;
        this.offline = offline;
        this.releases = Map.copyOf(releases);
    }

    /**
     * The same sources without a network: everything comes from the store, in the state that a lock names, or else in
     * the newest that the store has seen.
     */
    public Archives offline(Optional<Lock> lock) {
        Map<String, Digest> locked = lock.stream()
                .flatMap(it -> it.sources().stream())
                .collect(Collectors.toMap(LockedSource::name, LockedSource::inRelease));
        return new Archives(architecture, sources, own, mirrors, finder, store, downloads, now, true, locked);
    }

    /** Whether there is no network. */
    boolean isOffline() {
        return offline;
    }

    /** Every source's index, fetched and verified, in the order of the definition. */
    List<AptIndex> load() {
        if (offline) {
            return loadStored();
        }
        // Mirrors first: what is missing is said before anything large is fetched.
        sources.values().forEach(this::verified);
        return sources.values().stream()
                .map(source -> AptRepository.load(source, architecture, verified(source), store, downloads, now))
                .toList();
    }

    private List<AptIndex> loadStored() {
        List<String> missing = new ArrayList<>();
        List<StoredRepository> repositories = new ArrayList<>();
        for (AptSource source : sources.values()) {
            Optional<Digest> state =
                    Optional.ofNullable(releases.get(source.name())).or(() -> AptRepository.newestSeen(source, store));
            if (state.isEmpty()) {
                missing.add("any InRelease of " + source.name());
            } else {
                StoredRepository repository = StoredRepository.open(source, architecture, state.get(), store);
                missing.addAll(repository.lacking());
                repositories.add(repository);
            }
        }
        if (!missing.isEmpty()) {
            throw new NotInStoreException(
                    "there is to be no network",
                    missing,
                    "fetch them once, with a network: atoll image lock DEFINITION");
        }
        return repositories.stream().map(StoredRepository::load).toList();
    }

    /**
     * Where a source's files can be had whose digests are known. Mirrors that the user named need not vouch for them,
     * so that a lock also works with one that is out of date, or of somebody else.
     *
     * @throws RepositoryException if no mirror serves it
     */
    List<URI> bases(String sourceName) {
        AptSource source = sources.get(sourceName);
        if (source == null) {
            throw new LockMismatchException(
                    "the lock takes packages from " + sourceName + ", which the definition does not have");
        }
        try {
            return verified(source);
        } catch (RepositoryException e) {
            if (mirrors.isEmpty()) {
                throw e;
            }
            bases.put(sourceName, MirrorFinder.unverified(source, mirrors));
            return verified(source);
        }
    }

    private List<URI> verified(AptSource source) {
        List<URI> known = bases.get(source.name());
        if (known == null) {
            URI root = own.get(source.name());
            known = root == null ? finder.find(source, mirrors, now) : List.of(root);
            bases.put(source.name(), known);
        }
        return known;
    }

    private static Map<String, URI> addresses(Selection selection) {
        return selection.sources().stream()
                .filter(source -> source.url().isPresent())
                .collect(Collectors.toMap(
                        Source::name, source -> URI.create(source.url().orElseThrow())));
    }

    private static Map<String, AptSource> aptSources(Selection selection, Path base) {
        return selection.sources().stream()
                .map(source -> aptSource(source, base))
                .collect(Collectors.toMap(AptSource::name, it -> it, (a, b) -> a, LinkedHashMap::new));
    }

    private static AptSource aptSource(Source source, Path base) {
        return new AptSource(
                source.name(),
                source.suiteName(),
                source.components(),
                archive(source),
                source.keys().stream().map(base::resolve).toList());
    }

    private static AptSource.Archive archive(Source source) {
        if (source.url().isPresent()) {
            return AptSource.Archive.OTHER;
        }
        return source.security() ? AptSource.Archive.DEBIAN_SECURITY : AptSource.Archive.DEBIAN;
    }
}
