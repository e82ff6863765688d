package dev.atoll.node.config;

import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import java.util.Optional;

/**
 * Where a secret lies: exactly one of credential and file.
 *
 * @param credential the name of a systemd credential of the node
 * @param file a file on the node that only root reads
 */
public record Secret(
        @Doc("name of a systemd credential of the node")
        @Matches(value = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}", says = "the name of a credential: letters, digits, _ . -")
        Optional<String> credential,

        @Doc("file on the node that only root reads") @Matches(value = Syntax.WRITABLE, says = Syntax.WRITABLE_SAYS)
        Optional<String> file) {
    public Secret {
        if (credential.isPresent() == file.isPresent()) {
            throw new IllegalArgumentException("a secret lies either in a credential or in a file: give one of them");
        }
    }
}
