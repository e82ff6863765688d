package dev.atoll.image.plan;

import dev.atoll.image.definition.Selection;
import dev.atoll.image.definition.Source;
import dev.atoll.packages.apt.AptIndex;
import dev.atoll.packages.apt.AptRepository;
import dev.atoll.packages.apt.AptSource;
import dev.atoll.packages.apt.MirrorFinder;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Downloads;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        this.architecture = selection.architecture().debian();
        this.sources = selection.sources().stream()
                .map(source -> aptSource(source, base))
                .collect(Collectors.toMap(AptSource::name, it -> it, (a, b) -> a, LinkedHashMap::new));
        this.own = selection.sources().stream()
                .filter(source -> source.url().isPresent())
                .collect(Collectors.toMap(
                        Source::name, source -> URI.create(source.url().orElseThrow())));
        this.mirrors = List.copyOf(mirrors);
        this.finder = finder;
        this.store = store;
        this.downloads = downloads;
        this.now = now;
    }

    /** Every source's index, fetched and verified, in the order of the definition. */
    List<AptIndex> load() {
        // Mirrors first: what is missing is said before anything large is fetched.
        sources.keySet().forEach(this::bases);
        return sources.values().stream()
                .map(source -> AptRepository.load(source, architecture, bases(source.name()), store, downloads, now))
                .toList();
    }

    /**
     * Where a source's files can be had.
     *
     * @throws dev.atoll.packages.apt.RepositoryException if no mirror serves it
     */
    List<URI> bases(String sourceName) {
        AptSource source = sources.get(sourceName);
        if (source == null) {
            throw new LockMismatchException(
                    "the lock takes packages from " + sourceName + ", which the definition does not have");
        }
        List<URI> known = bases.get(sourceName);
        if (known == null) {
            URI root = own.get(sourceName);
            known = root == null ? finder.find(source, mirrors, now) : List.of(root);
            bases.put(sourceName, known);
        }
        return known;
    }

    private static AptSource aptSource(Source source, Path base) {
        return new AptSource(
                source.name(),
                source.suiteName(),
                source.components(),
                source.security(),
                source.keys().stream().map(base::resolve).toList());
    }
}
