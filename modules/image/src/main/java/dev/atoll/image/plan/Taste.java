package dev.atoll.image.plan;

import dev.atoll.image.definition.LockedPackage;
import dev.atoll.image.definition.Selection;
import dev.atoll.packages.Package;
import dev.atoll.packages.solver.Pin;
import dev.atoll.packages.solver.Preferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a selection, and a lock, like of what is offered.
 *
 * <p>Priorities of the selection count double, so that a locked version can stand between: above all that is liked as
 * much as it, below what the selection likes better.
 */
final class Taste {
    private static final int SCALE = 2;

    private Taste() {}

    /** The selection's pins and the priorities of its sources. */
    static Preferences of(Selection selection) {
        List<Pin> pins = new ArrayList<>();
        for (dev.atoll.image.definition.Pin pin : selection.packages().pins()) {
            pins.add(new Pin(
                    pin.packages(), pin.source().orElse(""), pin.version().orElse(""), scaled(pin.priority())));
        }
        selection.sources().forEach(source -> pins.add(Pin.ofRepository(source.name(), source.priority() * SCALE)));
        return new Preferences(pins, List.of(), List.of());
    }

    /** The same, with a liking for locked versions of all packages but some, and for the presence of all of them. */
    static Preferences of(Selection selection, List<LockedPackage> locked, Set<String> free) {
        Preferences own = of(selection);
        List<Pin> pins = new ArrayList<>();
        for (LockedPackage item : locked) {
            Package known = ImagePlan.asPackage(item);
            int priority = own.priority(known);
            if (!free.contains(item.name()) && priority >= 0) {
                pins.add(new Pin(item.name(), "", item.version(), priority + 1));
            }
        }
        pins.addAll(own.pins());
        Set<String> names = locked.stream()
                .filter(LockedPackage::isInstalled)
                .map(LockedPackage::name)
                .collect(Collectors.toSet());
        return new Preferences(pins, List.of(), List.of(), names);
    }

    /** Below 0 means never, however far. */
    private static int scaled(int priority) {
        return priority < 0 ? priority : Math.max(1, priority * SCALE);
    }
}
