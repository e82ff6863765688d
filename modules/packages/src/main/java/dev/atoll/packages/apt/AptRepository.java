package dev.atoll.packages.apt;

import dev.atoll.packages.apt.ReleaseFile.IndexFile;
import dev.atoll.packages.deb.Compression;
import dev.atoll.packages.deb.MalformedPackageException;
import dev.atoll.packages.openpgp.PinnedKeys;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import dev.atoll.store.Download;
import dev.atoll.store.DownloadProgress;
import dev.atoll.store.Downloads;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Loads what an apt repository offers: signed release file, package indexes, packages. */
public final class AptRepository {
    /** Most bytes of an index as it is fetched. */
    static final long MAX_FILE = 1L << 30;

    private static final long MAX_INDEX = 1L << 31;
    /** A third more bytes to fetch than xz, and a fifth of the time to read: a second for each large index. */
    private static final List<Compression> PREFERRED = List.of(Compression.GZIP, Compression.XZ, Compression.NONE);

    private AptRepository() {}

    /**
     * Loads a repository from the first of some mirrors whose release file is signed, in time and the one asked for;
     * everything read is kept in the store.
     *
     * @param architecture the distribution's name for it ({@code amd64})
     * @param bases mirrors' roots, as {@link MirrorFinder} gives them
     * @throws RepositoryException if no mirror serves it, or it lacks a component or the architecture
     * @throws MalformedPackageException if an index is not sound
     */
    public static AptIndex load(
            AptSource source,
            String architecture,
            List<URI> bases,
            ContentStore store,
            Downloads downloads,
            Instant now) {
        PinnedKeys keys = PinnedKeys.read(source.keys());
        StringBuilder reasons = new StringBuilder();
        for (URI base : bases) {
            try {
                SignedRelease signed = SignedRelease.fetch(source, keys, base, downloads, now);
                Digest digest = store.put(signed.file());
                List<URI> ordered = Stream.concat(
                                Stream.of(base), bases.stream().filter(other -> !other.equals(base)))
                        .toList();
                List<IndexFile> indexes = indexes(source, architecture, signed.release());
                fetch(source, signed.release(), indexes, ordered, downloads);
                AptIndex index = read(source, architecture, signed, digest, indexes, store, ordered);
                new ReleaseMemory(store)
                        .remember(source, signed.signingKey(), signed.release().date(), digest);
                return index;
            } catch (SignedRelease.Unacceptable e) {
                reasons.append("\n  ").append(base).append(": ").append(e.getMessage());
            }
        }
        throw new RepositoryException(
                source.name(), "no mirror serves " + source.suite() + reasons, "name a mirror: --mirror URL");
    }

    /** SHA-256 of the newest release file that the store has seen of a source, for use without a network. */
    public static Optional<Digest> newestSeen(AptSource source, ContentStore store) {
        return new ReleaseMemory(store)
                .newest(source, PinnedKeys.read(source.keys()).fingerprints())
                .map(ReleaseMemory.Seen::inRelease);
    }

    /** The smallest form of each index of the components. */
    static List<IndexFile> indexes(AptSource source, String architecture, ReleaseFile release) {
        if (!release.architectures().contains(architecture)) {
            throw new RepositoryException(
                    source.name(),
                    "it has nothing for " + architecture + ", only for " + String.join(" ", release.architectures()),
                    "ask for another architecture");
        }
        List<IndexFile> indexes = new ArrayList<>();
        for (String component : source.components()) {
            String directory = component.startsWith("updates/") ? component.substring(8) : component;
            indexes.add(index(source, release, directory + "/binary-" + architecture + "/Packages"));
            if (release.allApart()) {
                indexes.add(index(source, release, directory + "/binary-all/Packages"));
            }
        }
        return indexes;
    }

    private static IndexFile index(AptSource source, ReleaseFile release, String path) {
        for (Compression compression : PREFERRED) {
            IndexFile file = release.files().get(path + compression.suffix());
            if (file != null && file.size() > MAX_FILE) {
                throw new RepositoryException(
                        source.name(),
                        "its release file says that " + file.path() + " has " + file.size() + " bytes, more than "
                                + MAX_FILE,
                        "this cannot be an index; use another mirror");
            }
            if (file != null) {
                return file;
            }
        }
        if (release.files().isEmpty()) {
            throw new RepositoryException(
                    source.name(),
                    "its release file has no SHA-256 of any index",
                    "weaker hashes (MD5, SHA-1) can be forged and are not used; use another mirror");
        }
        throw new RepositoryException(
                source.name(), "its release file does not list " + path, "check the names of the components");
    }

    private static void fetch(
            AptSource source, ReleaseFile release, List<IndexFile> indexes, List<URI> bases, Downloads downloads) {
        List<Download> wanted = new ArrayList<>();
        for (IndexFile index : indexes) {
            String directory = "dists/" + source.suite() + "/"
                    + index.path().substring(0, index.path().lastIndexOf('/'));
            String byHash = directory + "/by-hash/SHA256/" + index.digest();
            String byName = "dists/" + source.suite() + "/" + index.path();
            Stream<String> paths = release.byHash() ? Stream.of(byHash, byName) : Stream.of(byName);
            List<URI> sources = paths.flatMap(path -> bases.stream().map(base -> Locations.below(base, path)))
                    .toList();
            wanted.add(new Download(source.name() + " " + index.path(), sources, index.digest(), index.size()));
        }
        downloads.fetch(wanted, DownloadProgress.NONE);
    }

    static AptIndex read(
            AptSource source,
            String architecture,
            SignedRelease signed,
            Digest digest,
            List<IndexFile> indexes,
            ContentStore store,
            List<URI> bases) {
        List<PackageTable> tables = new ArrayList<>();
        for (IndexFile index : indexes) {
            tables.add(table(source.name(), architecture, index, store));
        }
        return new AptIndex(
                source,
                architecture,
                tables,
                digest,
                signed.signingKey(),
                signed.release().date(),
                bases);
    }

    /** The packages of one index, by the table that the store keeps of it. */
    static PackageTable table(String source, String architecture, IndexFile index, ContentStore store) {
        String subject = source + " " + index.path();
        PackagesReader reader = new PackagesReader(subject, source, architecture);
        String key = index.digest().hex() + "-" + architecture;
        try {
            Optional<Path> kept = store.cached(PackageTable.KIND, key);
            Optional<PackageTable> table = kept.isEmpty() ? Optional.empty() : PackageTable.open(kept.get(), reader);
            if (table.isPresent()) {
                return table.get();
            }
            Path file = store.find(index.digest())
                    .orElseThrow(() -> StoredRepository.missing(source, "its index " + index.path()));
            Path made = store.cache(PackageTable.KIND, key, out -> {
                BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
                tabulate(subject, index, file, reader, buffered);
                buffered.flush();
            });
            return PackageTable.open(made, reader)
                    .orElseThrow(() -> new MalformedPackageException(subject, made.toString(), "changed meanwhile"));
        } catch (IOException e) {
            throw new MalformedPackageException(subject, "its table", String.valueOf(e.getMessage()), e);
        }
    }

    private static void tabulate(String subject, IndexFile index, Path file, PackagesReader reader, OutputStream out) {
        MessageDigest hash = Digest.sha256();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), hash);
                InputStream text = Compression.ofName(index.path()).bounded(bytes, subject, "", MAX_INDEX)) {
            reader.tabulate(text, new PackageTableWriter(out));
            bytes.transferTo(OutputStream.nullOutputStream());
            if (!Digest.finish(hash).equals(index.digest())) {
                throw new MalformedPackageException(subject, file.toString(), "the store's copy has changed");
            }
        } catch (IOException e) {
            throw new MalformedPackageException(subject, file.toString(), String.valueOf(e.getMessage()), e);
        }
    }
}
