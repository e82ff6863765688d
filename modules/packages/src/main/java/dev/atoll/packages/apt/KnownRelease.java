package dev.atoll.packages.apt;

import dev.atoll.packages.Package;
import dev.atoll.packages.deb.MalformedPackageException;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import dev.atoll.store.StoreContents;
import dev.atoll.store.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release file that a store has. It was verified when it came, or a lock vouches for it; it may be of any age.
 *
 * @param origin whose archive
 * @param label which archive of theirs
 * @param suite the suite's role ({@code stable})
 * @param codename the suite's lasting name ({@code trixie})
 * @param date when it was made
 * @param inRelease SHA-256 of the file
 */
public record KnownRelease(String origin, String label, String suite, String codename, Instant date, Digest inRelease) {
    private static final byte[] SIGNED = "-----BEGIN PGP SIGNED MESSAGE-----".getBytes(StandardCharsets.US_ASCII);
    private static final long LARGEST = 1 << 23;
    private static final Pattern INDEX = Pattern.compile("[^/]+/binary-([a-z0-9-]+)/Packages(?:\\.xz|\\.gz)?");
    private static final Pattern HASH = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    /**
     * Reads one.
     *
     * @throws RepositoryException if the store does not have it
     * @throws MalformedPackageException if it is not a release file
     */
    public static KnownRelease read(String source, Digest inRelease, ContentStore store) {
        if (!store.has(inRelease)) {
            throw new RepositoryException(
                    source,
                    "the store does not have its InRelease " + inRelease,
                    "the lock was made with another store; make it again with this one: atoll image lock DEFINITION");
        }
        return of(parse(store, inRelease), inRelease);
    }

    /** All that the store has, by digest. */
    public static List<KnownRelease> all(ContentStore store) {
        List<KnownRelease> found = new ArrayList<>();
        for (StoredFile object : StoreContents.of(store).objects()) {
            if (isSigned(object)) {
                Digest digest = object.digest().orElseThrow();
                try {
                    found.add(of(parse(store, digest), digest));
                } catch (MalformedPackageException e) {
                    // signed, and something else
                }
            }
        }
        return found;
    }

    /** The packages that its indexes offer, as far as the store has the indexes; of every architecture. */
    public List<Package> offers(ContentStore store) {
        List<Package> offers = new ArrayList<>();
        for (ReleaseFile.IndexFile index : parse(store, inRelease).files().values()) {
            Matcher binary = INDEX.matcher(index.path());
            if (binary.matches() && store.find(index.digest()).isPresent()) {
                offers.addAll(AptRepository.table(codename, binary.group(1), index, store)
                        .all());
            }
        }
        return offers;
    }

    /** Digests of everything that a release file lists. */
    public static List<Digest> listed(Digest inRelease, ContentStore store) {
        String text = new String(store.read(inRelease), StandardCharsets.UTF_8);
        return HASH.matcher(text)
                .results()
                .map(hash -> new Digest(hash.group()))
                .toList();
    }

    private static KnownRelease of(ReleaseFile release, Digest inRelease) {
        return new KnownRelease(
                release.origin(), release.label(), release.suite(), release.codename(), release.date(), inRelease);
    }

    private static ReleaseFile parse(ContentStore store, Digest inRelease) {
        String text = new String(store.read(inRelease), StandardCharsets.UTF_8);
        int start = text.indexOf("\n\n");
        int end = text.indexOf("\n-----BEGIN PGP SIGNATURE-----");
        if (start < 0 || end < start) {
            throw new MalformedPackageException("InRelease " + inRelease, "", "it is not a signed text");
        }
        return ReleaseFile.parse(text.substring(start + 2, end + 1), "InRelease " + inRelease);
    }

    private static boolean isSigned(StoredFile object) {
        if (object.size() < SIGNED.length || object.size() > LARGEST) {
            return false;
        }
        try (InputStream in = Files.newInputStream(object.path())) {
            return Arrays.equals(in.readNBytes(SIGNED.length), SIGNED);
        } catch (IOException e) {
            return false; // removed meanwhile
        }
    }
}
