package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import java.util.List;
import java.util.Optional;

/** The priority of each package under some pins; {@link Pin} says which counts. */
final class Priorities {
    private final PackagePool pool;
    private final List<Pin> specific;
    private final List<Pin> general;

    Priorities(PackagePool pool, List<Pin> pins) {
        this.pool = pool;
        this.specific = pins.stream().filter(pin -> !pin.isGeneral()).toList();
        this.general = pins.stream().filter(Pin::isGeneral).toList();
    }

    int of(int id) {
        return pin(id).map(Pin::priority).orElse(Pin.USUAL);
    }

    /** The pin that counts for what one repository offers. */
    Optional<Pin> pin(int id) {
        for (Pin pin : specific) {
            if (matchesFile(pin, id)) {
                return Optional.of(pin);
            }
        }
        return general.stream().filter(pin -> pin.matches(pool.get(id))).findFirst();
    }

    private boolean matchesFile(Pin pin, int id) {
        Package item = pool.get(id);
        for (int other = pool.firstNamed(item.name()); other < pool.lastNamed(item.name()); other++) {
            if (pin.matches(pool.get(other)) && pool.isSameFile(id, other)) {
                return true;
            }
        }
        return false;
    }
}
