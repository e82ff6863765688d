package dev.atoll.packages.solver;

/**
 * Holds a package at a version: no other version of it may be chosen. Does not ask for the package.
 *
 * @param name of the package
 * @param version exactly as the repository writes it
 */
public record Hold(String name, String version) {
    public Hold {
        if (name.isEmpty() || version.isEmpty()) {
            throw new IllegalArgumentException("a hold needs a name and a version: '" + name + "' '" + version + "'");
        }
    }
}
