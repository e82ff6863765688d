package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which versions are liked, and which packages must not be chosen.
 *
 * @param pins priorities; where several match a package, {@link Pin} says which counts
 * @param holds packages held at a version
 * @param excluded names, with {@code *} and {@code ?}, of packages that are never chosen; unlike those left out by
 *     {@link Request#without}, what others require of them stays required
 * @param kept names chosen before others where there is a choice, after {@link Request#prefer}; among themselves alike
 */
public record Preferences(List<Pin> pins, List<Hold> holds, List<String> excluded, Set<String> kept) {
    /** All versions and packages alike. */
    public static final Preferences NONE = new Preferences(List.of(), List.of(), List.of());

    public Preferences {
        pins = List.copyOf(pins);
        holds = List.copyOf(holds);
        excluded = List.copyOf(excluded);
        kept = Set.copyOf(kept);
    }

    /** Nothing kept. */
    public Preferences(List<Pin> pins, List<Hold> holds, List<String> excluded) {
        this(pins, holds, excluded, Set.of());
    }

    /** The priority that the pins give to what one repository offers, whatever others offer the same file. */
    public int priority(Package item) {
        return Stream.of(false, true)
                .flatMap(general -> pins.stream().filter(pin -> pin.isGeneral() == general))
                .filter(pin -> pin.matches(item))
                .map(Pin::priority)
                .findFirst()
                .orElse(Pin.USUAL);
    }
}
