package dev.atoll.node.generation;

import java.util.List;

/** A running system that could not follow a configuration. */
public final class ActivationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * What failed.
     *
     * @param failed on the way there
     * @param back on the way back; empty if all is as before
     */
    ActivationException(List<String> failed, List<String> back) {
        super(String.join("\n", failed)
                + (back.isEmpty()
                        ? "\nthe old generation is in place again"
                        : "\nand going back failed too: " + String.join("; ", back)));
    }
}
