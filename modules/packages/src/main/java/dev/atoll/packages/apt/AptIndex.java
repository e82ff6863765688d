package dev.atoll.packages.apt;

import dev.atoll.packages.Package;
import dev.atoll.store.Digest;
import dev.atoll.store.Download;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * What a repository offers, verified.
 *
 * @param source what was asked for
 * @param architecture the distribution's name for it ({@code amd64})
 * @param tables its packages for the architecture and for all, of one component after the other
 * @param inReleaseDigest SHA-256 of the signed file, which is in the store; with it the same index comes again without
 *     a network
 * @param signingKey fingerprint of the pinned key that vouched, upper-case hexadecimal
 * @param date when the repository was made, as it says
 * @param bases where packages can be fetched, the mirror of this index first; empty for an index from the store alone
 */
public record AptIndex(
        AptSource source,
        String architecture,
        List<PackageTable> tables,
        Digest inReleaseDigest,
        String signingKey,
        Instant date,
        List<URI> bases) {
    public AptIndex {
        tables = List.copyOf(tables);
        bases = List.copyOf(bases);
    }

    /**
     * All packages, in the order of the index.
     *
     * @throws dev.atoll.packages.MalformedPackageException if what one of them says of itself cannot be
     */
    public List<Package> packages() {
        return tables.stream().flatMap(table -> table.all().stream()).toList();
    }

    /**
     * The packages that are called so or provide the name.
     *
     * @throws dev.atoll.packages.MalformedPackageException if what one of them says of itself cannot be
     */
    public List<Package> answering(String name) {
        return tables.stream().flatMap(table -> table.answering(name).stream()).toList();
    }

    /**
     * How to fetch one of the packages.
     *
     * @throws IllegalArgumentException if {@link #bases()} is empty
     */
    public Download download(Package wanted) {
        return download(wanted, bases);
    }

    /**
     * How to fetch a package from any of some mirrors.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Download download(Package wanted, List<URI> bases) {
        List<URI> sources =
                bases.stream().map(base -> Locations.below(base, wanted.path())).toList();
        return new Download(wanted.name() + " " + wanted.version(), sources, wanted.digest(), wanted.size());
    }
}
