package dev.atoll.image.plan;

import dev.atoll.document.Documents;
import dev.atoll.image.definition.Selection;
import dev.atoll.store.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Digest of what a definition asks the repositories for. Two definitions with the same one can share a lock; a lock
 * with another was made for other packages. Keys that have their default value are left out, so that locks outlive
 * versions of Atoll that know more keys. So are the files of certificates: where they lie and what they are changes
 * nothing that is asked for.
 */
final class RequestDigest {
    private RequestDigest() {}

    static Digest of(Selection selection) {
        Selection asked = new Selection(
                selection.architecture(),
                selection.sources().stream()
                        .map(source -> source.withKeys(List.of()))
                        .toList(),
                selection.packages(),
                selection.build());
        return Digest.of(Documents.writeBriefJson(asked).getBytes(StandardCharsets.UTF_8));
    }
}
