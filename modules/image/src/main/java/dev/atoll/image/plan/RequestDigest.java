package dev.atoll.image.plan;

import dev.atoll.document.Documents;
import dev.atoll.image.definition.Architecture;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.Packages;
import dev.atoll.image.definition.Source;
import dev.atoll.store.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Digest of what a definition asks the repositories for. Two definitions with the same one can share a lock; a lock
 * with another was made for other packages.
 */
final class RequestDigest {
    private RequestDigest() {}

    private record Request(Architecture architecture, List<Source> sources, Packages packages) {}

    static Digest of(Definition definition) {
        Request request = new Request(definition.image().architecture(), definition.sources(), definition.packages());
        return Digest.of(Documents.writeJson(request).getBytes(StandardCharsets.UTF_8));
    }
}
