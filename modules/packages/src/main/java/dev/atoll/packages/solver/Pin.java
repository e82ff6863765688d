package dev.atoll.packages.solver;

import dev.atoll.packages.Package;

/**
 * How much some versions of some packages are liked, as apt_preferences(5) has it: of one package's versions the one
 * with the highest priority wins, and only among those of equal priority the newest.
 *
 * <p>A pin for all packages ({@code *}) in all versions is general: it gives a repository its priority, the first that
 * matches. Of the other pins the first counts that matches what any repository says of the very same file; only if none
 * does, the highest priority of the repositories that offer the file.
 *
 * @param packages names, with {@code *} and {@code ?}
 * @param repository the name of a source; empty for any
 * @param version versions, with {@code *} and {@code ?}; empty for any
 * @param priority {@value #USUAL} is that of what no pin matches; a negative one means never
 */
public record Pin(String packages, String repository, String version, int priority) {
    /** The priority of what no pin matches. */
    public static final int USUAL = 500;

    private static final String EVERYTHING = "*";

    public Pin {
        if (packages.isEmpty()) {
            throw new IllegalArgumentException("a pin names no packages");
        }
        if (priority == 0) {
            throw new IllegalArgumentException("a pin of " + packages + " has priority 0, which means nothing");
        }
    }

    /** The priority of all that a repository offers. */
    public static Pin ofRepository(String repository, int priority) {
        return new Pin(EVERYTHING, repository, "", priority);
    }

    boolean isGeneral() {
        return packages.equals(EVERYTHING) && version.isEmpty();
    }

    boolean matches(Package item) {
        return (repository.isEmpty() || repository.equals(item.repository()))
                && Glob.matches(packages, item.name())
                && (version.isEmpty() || Glob.matches(version, item.version()));
    }

    /** For people: {@code pin of linux-* from backports to -1}. */
    @Override
    public String toString() {
        return "pin of " + packages + (version.isEmpty() ? "" : " " + version)
                + (repository.isEmpty() ? "" : " from " + repository) + " to " + priority;
    }
}
