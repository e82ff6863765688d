package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Keyed;
import dev.atoll.document.Matches;
import java.util.List;
import java.util.Optional;

/**
 * A unit of systemd: of the node, if it has a text, else one that the image brings.
 *
 * @param name with its ending
 * @param text the unit file
 * @param dropIns what changes the unit
 * @param state whether it is started at boot; by default as the image has it, and not for a unit of the node
 */
public record Unit(
        @Doc("name of the unit, with its ending") @Matches(value = Syntax.UNIT, says = Syntax.UNIT_SAYS)
        String name,

        @Doc("the unit file; without it the unit is one of the image")
        Optional<String> text,

        @Doc("files that change the unit") @Keyed("name") @Default("[]")
        List<DropIn> dropIns,

        @Doc("whether it is started at boot; by default as the image has it")
        Optional<State> state) {
    public Unit {
        dropIns = List.copyOf(dropIns);
        if (text.isEmpty() && dropIns.isEmpty() && state.isEmpty()) {
            throw new IllegalArgumentException(name + " needs text, dropIns or state");
        }
        if (text.isPresent() && state.equals(Optional.of(State.MASKED))) {
            throw new IllegalArgumentException(name + " has a text, so it cannot be masked");
        }
    }

    /** Whether a unit is started at boot. */
    public enum State {
        /** Wherever its {@code [Install]} section says. */
        ENABLED,
        /** Not, unless another unit or a person starts it. */
        DISABLED,
        /** Never. */
        MASKED
    }

    /**
     * A file that changes a unit.
     *
     * @param name of the file, ends in {@code .conf}
     * @param text its contents
     */
    public record DropIn(
            @Doc("name of the file") @Matches(value = "[A-Za-z0-9_.-]+\\.conf", says = "a file name that ends in .conf")
            String name,

            @Doc("its contents") String text) {}
}
