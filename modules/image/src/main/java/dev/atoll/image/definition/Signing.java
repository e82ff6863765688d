package dev.atoll.image.definition;

import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import java.util.Optional;

/**
 * Keys to sign with.
 *
 * @param secureBoot name or path of the folder of Secure Boot keys
 */
public record Signing(
        @Doc("name or path of the folder of Secure Boot keys")
        @Matches(value = "[^\\x00-\\x1f\\x7f]+", says = "a name or a path")
        Optional<String> secureBoot) {}
