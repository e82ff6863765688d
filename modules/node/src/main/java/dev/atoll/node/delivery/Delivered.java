package dev.atoll.node.delivery;

import dev.atoll.node.check.ConfigText;
import java.util.Optional;

/**
 * A configuration as it was found.
 *
 * @param source where, for people
 * @param text of the document; files that it includes lie beside it
 * @param below what the platform says of the machine, which the configuration wins against
 */
public record Delivered(String source, ConfigText text, Optional<ConfigText> below) {
    static Delivered of(String source, ConfigText text) {
        return new Delivered(source, text, Optional.empty());
    }
}
