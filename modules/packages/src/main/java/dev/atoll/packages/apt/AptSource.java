package dev.atoll.packages.apt;

import java.nio.file.Path;
import java.util.List;

/**
 * An apt repository as a definition asks for it, without saying where it is.
 *
 * @param name what the definition calls it; stands in {@link dev.atoll.packages.Package#repository()}
 * @param suite the suite or codename ({@code trixie}, {@code trixie-security})
 * @param components of the suite ({@code main}); at least one
 * @param archive whose it is
 * @param keys files with the public keys, any of which may sign it
 */
public record AptSource(String name, String suite, List<String> components, Archive archive, List<Path> keys) {
    /** Whose archive a suite lies in. */
    public enum Archive {
        DEBIAN,
        /** Has mirrors of its own. */
        DEBIAN_SECURITY,
        /** Known by its address and keys alone. */
        OTHER
    }

    public AptSource {
        components = List.copyOf(components);
        keys = List.copyOf(keys);
        if (!suite.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("not the name of a suite: " + suite);
        }
        if (components.isEmpty() || !components.stream().allMatch(c -> c.matches("[A-Za-z0-9][A-Za-z0-9._/-]*"))) {
            throw new IllegalArgumentException("not components of a suite: " + components);
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no key for the source " + name);
        }
    }

    /** Whether it is in Debian's security archive. */
    boolean isSecurity() {
        return archive == Archive.DEBIAN_SECURITY;
    }
}
