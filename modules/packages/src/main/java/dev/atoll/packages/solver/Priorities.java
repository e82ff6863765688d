package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The priority of each package under some pins: the first pin for its name counts, else the highest general one. */
final class Priorities {
    private final List<Pin> specific;
    private final List<Pin> general;

    Priorities(List<Pin> pins) {
        this.specific = pins.stream().filter(pin -> !pin.isGeneral()).toList();
        // a stable sort: of equal ones the first
        this.general = pins.stream()
                .filter(Pin::isGeneral)
                .sorted(Comparator.comparingInt(Pin::priority).reversed())
                .toList();
    }

    int of(Package item) {
        return specific.isEmpty() && general.isEmpty()
                ? Pin.USUAL
                : pin(item).map(Pin::priority).orElse(Pin.USUAL);
    }

    /** The pin that counts for a package. */
    Optional<Pin> pin(Package item) {
        return first(specific, item).or(() -> first(general, item));
    }

    private static Optional<Pin> first(List<Pin> pins, Package item) {
        for (Pin pin : pins) {
            if (pin.matches(item)) {
                return Optional.of(pin);
            }
        }
        return Optional.empty();
    }
}
