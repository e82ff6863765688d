package dev.atoll.packages;

import dev.atoll.store.Digest;
import java.util.List;

/**
 * One package of a repository, as its index describes it.
 *
 * @param name the package's name
 * @param version its version as written
 * @param architecture the distribution's name for it ({@code amd64}, {@code all})
 * @param repository the name of the source in the definition that offers it
 * @param requires everything that must be there (Pre-Depends and Depends), in the order written
 * @param conflicts what must not be there together with it (Conflicts and Breaks)
 * @param provides other names it answers to
 * @param replaces whose files it may overwrite (Replaces); says nothing about which packages go together
 * @param traits what else it says of itself that weighs in resolving
 * @param path path of its file below the repository's root
 * @param size size of its file in bytes
 * @param digest SHA-256 of its file
 * @param installedSize bytes it takes when installed, as the package says
 */
public record Package(
        String name,
        String version,
        String architecture,
        String repository,
        List<Requirement> requires,
        List<Relation> conflicts,
        List<Relation> provides,
        List<Relation> replaces,
        Traits traits,
        String path,
        long size,
        Digest digest,
        long installedSize) {
    public Package {
        requires = List.copyOf(requires);
        conflicts = List.copyOf(conflicts);
        provides = List.copyOf(provides);
        replaces = List.copyOf(replaces);
        if (size < 0 || installedSize < 0) {
            throw new IllegalArgumentException("negative size of " + name);
        }
    }

    /** A package that replaces nothing and has no traits. */
    public Package(
            String name,
            String version,
            String architecture,
            String repository,
            List<Requirement> requires,
            List<Relation> conflicts,
            List<Relation> provides,
            String path,
            long size,
            Digest digest,
            long installedSize) {
        this(
                name,
                version,
                architecture,
                repository,
                requires,
                conflicts,
                provides,
                List.of(),
                Traits.NONE,
                path,
                size,
                digest,
                installedSize);
    }

    /** {@code name version architecture}, for people. */
    @Override
    public String toString() {
        return name + " " + version + " " + architecture;
    }
}
