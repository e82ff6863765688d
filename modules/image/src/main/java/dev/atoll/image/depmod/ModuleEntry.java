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
 */
public record ModuleEntry(String name, Optional<String> path, List<String> dependencies) {
    public ModuleEntry {
        dependencies = List.copyOf(dependencies);
    }

    public boolean isBuiltIn() {
        return path.isEmpty();
    }
}
