package dev.atoll.packages.solver;

import java.util.List;

/**
 * Which versions are liked, and which packages must not be chosen.
 *
 * @param pins priorities; where several match a package, {@link Pin} says which counts
 * @param holds packages held at a version
 * @param excluded names, with {@code *} and {@code ?}, of packages that are never chosen; unlike those left out by
 *     {@link Request#without}, what others require of them stays required
 */
public record Preferences(List<Pin> pins, List<Hold> holds, List<String> excluded) {
    /** All versions and packages alike. */
    public static final Preferences NONE = new Preferences(List.of(), List.of(), List.of());

    public Preferences {
        pins = List.copyOf(pins);
        holds = List.copyOf(holds);
        excluded = List.copyOf(excluded);
    }
}
