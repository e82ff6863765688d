package dev.atoll.node.fetch;

import dev.atoll.node.config.Container;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.config.NodeFile;
import dev.atoll.store.Digest;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that a configuration names and does not hold.
 *
 * @param what it is, for people
 * @param source where it is: {@code http}, {@code https} or {@code file}
 * @param digest SHA-256 of its bytes
 * @param most bytes that it may have
 * @param image whether it is the archive of a container image
 */
public record Fetch(String what, URI source, Digest digest, long most, boolean image) {
    private static final long LARGEST_FILE = 64L << 20;
    private static final long LARGEST_IMAGE = 32L << 30;

    /** All that a configuration names, in its order. */
    public static List<Fetch> of(NodeConfig config) {
        List<Fetch> all = new ArrayList<>();
        for (NodeFile file : config.files()) {
            file.url()
                    .ifPresent(url -> all.add(new Fetch(
                            file.path(),
                            URI.create(url),
                            new Digest(file.sha256().orElseThrow()),
                            LARGEST_FILE,
                            false)));
        }
        for (Container container : config.containers()) {
            container.archive().ifPresent(archive -> all.add(of(container, archive)));
        }
        return List.copyOf(all);
    }

    private static Fetch of(Container container, Container.Archive archive) {
        URI source = archive.url()
                .map(URI::create)
                .orElseGet(() -> Path.of(archive.file().orElseThrow()).toUri());
        return new Fetch("the image of " + container.name(), source, new Digest(archive.sha256()), LARGEST_IMAGE, true);
    }
}
