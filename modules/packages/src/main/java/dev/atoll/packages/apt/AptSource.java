package dev.atoll.packages.apt;

import java.nio.file.Path;
import java.util.List;

/**
 * An apt repository as a definition asks for it, without saying where it is.
 *
 * @param name what the definition calls it; stands in {@link dev.atoll.packages.Package#repository()}
 * @param suite the suite or codename ({@code trixie}, {@code trixie-security})
 * @param components of the suite ({@code main}); at least one
 * @param security whether it is in the security archive, which has its own mirrors
 * @param keys files with the public keys, any of which may sign it
 */
public record AptSource(String name, String suite, List<String> components, boolean security, List<Path> keys) {
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
}
