package dev.atoll.node.fetch;

import dev.atoll.node.config.NodeConfig;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import dev.atoll.store.Download;
import dev.atoll.store.DownloadException;
import dev.atoll.store.DownloadProgress;
import dev.atoll.store.DownloadSettings;
import dev.atoll.store.Downloads;
import dev.atoll.store.StoreException;
import dev.atoll.store.StoreSweep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was fetched for configurations, each under its digest: {@code store} keeps all, {@code images} has a link of a name
 * that programs understand to each archive of a container image. What is half there is continued later, also by another
 * process. Thread safe.
 */
public final class FetchedFiles {
    private static final DownloadSettings SETTINGS =
            new DownloadSettings(2, 4, Duration.ofSeconds(1), Duration.ofSeconds(20));

    private final Path store;
    private final Path images;

    /** @param state what outlives boots and images */
    public FetchedFiles(Path state) {
        this.store = state.resolve("store");
        this.images = state.resolve("images");
    }

    /**
     * The file with these bytes.
     *
     * @throws IllegalStateException if it was not fetched
     */
    public Path file(String sha256) {
        try (ContentStore open = ContentStore.open(store)) {
            return open.find(new Digest(sha256))
                    .orElseThrow(() ->
                            new IllegalStateException("the file with the SHA-256 " + sha256 + " was not fetched"));
        }
    }

    /** What of a configuration is not here yet. */
    public List<Fetch> missing(NodeConfig config) {
        List<Fetch> all = Fetch.of(config);
        if (all.isEmpty()) {
            return List.of();
        }
        try (ContentStore open = ContentStore.open(store)) {
            return all.stream()
                    .filter(it -> open.find(it.digest()).isEmpty() || (it.image() && !Files.exists(image(it.digest()))))
                    .toList();
        }
    }

    /**
     * Brings all that a configuration names, and verifies it.
     *
     * @throws DownloadException if something cannot be had, or has another digest
     * @throws StoreException if the disk fails
     */
    public void bring(NodeConfig config) throws IOException {
        List<Fetch> missing = missing(config);
        if (missing.isEmpty()) {
            return;
        }
        try (ContentStore open = ContentStore.open(store)) {
            Downloads downloads = new Downloads(open, SETTINGS, System.getenv());
            List<Download> sized = new ArrayList<>();
            for (Fetch fetch : missing) {
                if (open.find(fetch.digest()).isEmpty()) {
                    sized.add(downloads.sized(fetch.what(), fetch.source(), fetch.digest(), fetch.most()));
                }
            }
            downloads.fetch(sized, DownloadProgress.NONE);
            for (Fetch fetch : missing) {
                if (fetch.image()) {
                    link(open.find(fetch.digest()).orElseThrow(), image(fetch.digest()));
                }
            }
        }
    }

    /** Removes what none of these digests names. */
    public void sweep(Set<Digest> keep) throws IOException {
        if (!Files.isDirectory(store)) {
            return;
        }
        if (Files.isDirectory(images)) {
            Set<String> names = keep.stream().map(it -> it.hex() + ".tar").collect(Collectors.toSet());
            try (Stream<Path> links = Files.list(images)) {
                for (Path link : links.toList()) {
                    if (!names.contains(link.getFileName().toString())) {
                        Files.deleteIfExists(link);
                    }
                }
            }
        }
        try (ContentStore open = ContentStore.open(store)) {
            StoreSweep sweep = new StoreSweep(open, keep, Instant.MAX);
            sweep.remove(sweep.candidates(), _ -> {});
        }
    }

    private Path image(Digest digest) {
        return images.resolve(digest.hex() + ".tar");
    }

    /** The same file under another name, so that it stays as long as the name does. */
    private static void link(Path object, Path link) throws IOException {
        Files.createDirectories(
                link.resolveSibling(""),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (!Files.exists(link)) {
            Files.createLink(link, object);
        }
    }
}
