package dev.atoll.node.config;

import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import java.util.Optional;

/**
 * Another configuration that one builds on: exactly one of url and file.
 *
 * @param url to fetch it from
 * @param file relative to the document that includes it
 * @param sha256 of the document; what is fetched needs it
 */
public record Include(
        @Doc("URL of a node configuration") @Matches(value = Syntax.URL, says = Syntax.URL_SAYS)
        Optional<String> url,

        @Doc("file with a node configuration, relative to this one")
        @Matches(value = Syntax.RELATIVE, says = Syntax.RELATIVE_SAYS)
        Optional<String> file,

        @Doc("SHA-256 of the document") @Matches(value = Syntax.SHA256, says = Syntax.SHA256_SAYS)
        Optional<String> sha256) {
    public Include {
        if (url.isPresent() == file.isPresent()) {
            throw new IllegalArgumentException("an include needs either url or file");
        }
        if (url.isPresent() && sha256.isEmpty()) {
            throw new IllegalArgumentException(url.get() + " is fetched, so it needs its sha256");
        }
    }
}
