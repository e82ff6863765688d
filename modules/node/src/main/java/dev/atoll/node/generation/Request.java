package dev.atoll.node.generation;

import dev.atoll.node.check.ConfigText;
import java.util.Optional;

/**
 * A configuration that a node is to have.
 *
 * @param text of it
 * @param below what it wins against, as against something that it includes
 * @param source where it came from, for people
 * @param delivered whether it came from outside, rather than from somebody on the node
 * @param reason why it is to be, if not because it is a new one
 */
public record Request(
        ConfigText text, Optional<ConfigText> below, String source, boolean delivered, Optional<String> reason) {
    /** A configuration that somebody on the node has. */
    public static Request of(ConfigText text, String source) {
        return new Request(text, Optional.empty(), source, false, Optional.empty());
    }
}
