package dev.atoll.image.depmod;

import java.util.List;
import java.util.Optional;

/**
 * A module of a kernel and what it needs.
 *
 * @param name with underscores for hyphens
 * @param path tree path of the module; empty if it is built into the kernel
 * @param dependencies tree paths of all modules it needs, directly or not, in the order of {@code modules.dep}: to be
 *     loaded from the last to the first
 * @param aliases as the module states them; what it is found by
 * @param softdeps as the module states them ({@code pre: crc32c})
 */
public record ModuleEntry(
        String name, Optional<String> path, List<String> dependencies, List<String> aliases, List<String> softdeps) {
    public ModuleEntry {
        dependencies = List.copyOf(dependencies);
        aliases = List.copyOf(aliases);
        softdeps = List.copyOf(softdeps);
    }

    public boolean isBuiltIn() {
        return path.isEmpty();
    }
}
