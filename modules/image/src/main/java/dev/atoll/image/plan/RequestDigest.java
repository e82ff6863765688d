package dev.atoll.image.plan;

import dev.atoll.document.Documents;
import dev.atoll.image.definition.Selection;
import dev.atoll.store.Digest;
import java.nio.charset.StandardCharsets;

/**
 * Digest of what a definition asks the repositories for. Two definitions with the same one can share a lock; a lock
 * with another was made for other packages.
 */
final class RequestDigest {
    private RequestDigest() {}

    static Digest of(Selection selection) {
        return Digest.of(Documents.writeJson(selection).getBytes(StandardCharsets.UTF_8));
    }
}
