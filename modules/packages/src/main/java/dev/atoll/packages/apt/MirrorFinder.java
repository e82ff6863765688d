package dev.atoll.packages.apt;

import dev.atoll.packages.apt.AptConfiguration.Entry;
import dev.atoll.packages.openpgp.PinnedKeys;
import dev.atoll.store.Downloads;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds a mirror for a source: among those named by the user, else in the machine's own apt configuration.
 *
 * <p>A mirror is accepted only if its {@code InRelease} for the very suite is signed by a pinned key, in time, and says
 * that it is Debian's main or security archive; so any address may be tried, and repositories of others in the
 * machine's configuration do no harm. Thread safe.
 */
public final class MirrorFinder {
    private final Downloads downloads;
    private final Path aptDirectory;

    /**
     * A finder for this machine.
     *
     * @param aptDirectory where apt's configuration is, as a rule {@code /etc/apt}; need not exist
     */
    public MirrorFinder(Downloads downloads, Path aptDirectory) {
        this.downloads = downloads;
        this.aptDirectory = aptDirectory;
    }

    /**
     * The root of a mirror that serves the source.
     *
     * @param named addresses the user gave ({@code --mirror}), for whichever archive; if there are any, the machine's
     *     configuration is asked only for a security archive that none of them has
     * @return exactly one address, for {@link AptRepository#load}
     * @throws RepositoryException if there is none, with what was tried and the line to type
     */
    public List<URI> find(AptSource source, List<URI> named, Instant now) {
        PinnedKeys keys = PinnedKeys.read(source.keys());
        StringBuilder tried = new StringBuilder();
        for (URI candidate : candidates(source, named)) {
            try {
                SignedRelease.fetch(source, keys, candidate, downloads, now);
                return List.of(candidate);
            } catch (SignedRelease.Unacceptable e) {
                tried.append("\n  ").append(candidate).append(": ").append(e.getMessage());
            }
        }
        String archive = source.isSecurity() ? "Debian's security archive" : "Debian's archive";
        throw new RepositoryException(
                source.name(),
                "no mirror of " + archive + " with " + source.suite() + " was found"
                        + (tried.isEmpty()
                                ? ", and there is no apt configuration at " + aptDirectory
                                : ", tried" + tried),
                "name one on the command line: --mirror URL");
    }

    /**
     * Addresses the user gave, as they are, for files whose digests are known already: nobody needs to vouch for them.
     *
     * @return them, and those of security archives beside them if the source is in one
     */
    public static List<URI> unverified(AptSource source, List<URI> named) {
        Set<URI> candidates = new LinkedHashSet<>(named);
        if (source.isSecurity()) {
            named.forEach(uri -> candidates.add(securityBeside(uri)));
        }
        return List.copyOf(candidates);
    }

    private Set<URI> candidates(AptSource source, List<URI> named) {
        Set<URI> candidates = new LinkedHashSet<>(unverified(source, named));
        if (named.isEmpty() || source.isSecurity()) {
            List<Entry> entries =
                    new ArrayList<>(AptConfiguration.read(aptDirectory).entries());
            entries.sort(Comparator.comparing((Entry entry) -> entry.looksLikeSecurity() != source.isSecurity())
                    .thenComparing(entry -> !entry.looksLikeDebian()));
            entries.forEach(entry -> candidates.add(entry.uri()));
        }
        return candidates;
    }

    /** Mirrors that have both archives mostly keep them side by side, {@code debian} and {@code debian-security}. */
    private static URI securityBeside(URI main) {
        String text = main.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "-security");
    }
}
