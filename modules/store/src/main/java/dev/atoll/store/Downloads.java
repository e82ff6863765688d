package dev.atoll.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Fetches files over HTTP (RFC 9110) into a {@link ContentStore}: several at once, each continued where it stopped,
 * none accepted but with the size and digest asked for.
 *
 * <p>What has arrived of an unfinished file stays in the store and is continued by a range request, also by a later
 * process; bytes that turn out wrong are removed. Proxies are taken from the environment or the Java platform. Thread
 * safe.
 */
public final class Downloads {
    private final ContentStore store;
    private final DownloadSettings settings;
    private final Transport transport;

    /** Fetches with {@link DownloadSettings#DEFAULT} through the proxies of this process's environment. */
    public Downloads(ContentStore store) {
        this(store, DownloadSettings.DEFAULT, System.getenv());
    }

    /**
     * Fetches with other settings.
     *
     * @param environment where {@code http_proxy} and its kin are looked up
     */
    public Downloads(ContentStore store, DownloadSettings settings, Map<String, String> environment) {
        this.store = store;
        this.settings = settings;
        this.transport = new Transport(settings.patience(), Map.copyOf(environment));
    }

    /** Where files end up. */
    public ContentStore store() {
        return store;
    }

    /**
     * Brings all files into the store; what is there already costs nothing. The first failure stops the rest.
     *
     * @return the objects, in the order of {@code downloads}
     * @throws DownloadException if a file cannot be had, or the thread is interrupted (its flag is set again)
     * @throws StoreException if the disk fails
     */
    public List<Path> fetch(List<Download> downloads, DownloadProgress progress) {
        Map<Digest, Download> missing = new LinkedHashMap<>();
        for (Download download : downloads) {
            if (store.find(download.digest()).isEmpty()) {
                missing.putIfAbsent(download.digest(), download);
            }
        }
        if (!missing.isEmpty()) {
            fetchAll(List.copyOf(missing.values()), progress);
        }
        List<Path> objects = new ArrayList<>(downloads.size());
        for (Download download : downloads) {
            objects.add(store.find(download.digest()).orElseThrow());
        }
        return objects;
    }

    private void fetchAll(List<Download> missing, DownloadProgress progress) {
        long total = missing.stream().mapToLong(Download::size).sum();
        Tally tally = new Tally(progress, total);
        Attempts attempts = new Attempts(settings);
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(settings.parallel(), missing.size()),
                Thread.ofVirtual().name("download-", 0).factory())) {
            CompletionService<Path> running = new ExecutorCompletionService<>(threads);
            for (Download download : missing) {
                running.submit(new Transfer(download, store, transport, attempts, tally)::run);
            }
            try {
                for (int i = 0; i < missing.size(); i++) {
                    running.take().get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                throw failure(e);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                Thread.currentThread().interrupt();
                Download first = missing.getFirst();
                throw DownloadException.cancelled(
                        missing.size() + " files", first.sources().getFirst());
            }
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        return e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
    }

    /**
     * Fetches a small file whose digest nobody knows beforehand, into memory.
     *
     * @param maxBytes most bytes to accept
     * @throws DownloadException if it cannot be had or is larger, or the thread is interrupted (its flag is set again)
     */
    public byte[] fetchSmall(URI uri, int maxBytes) {
        String name = uri.getPath() == null ? uri.toString() : uri.getPath();
        return new Attempts(settings).run(name, uri, () -> small(name, uri, maxBytes));
    }

    private byte[] small(String name, URI uri, int maxBytes) throws IOException, InterruptedException {
        try (Transport.Answer answer = transport.get(uri, 0)) {
            if (answer.mayPass()) {
                throw new IOException("the server answers " + answer.status());
            }
            if (!answer.ok()) {
                throw DownloadException.missing(name, uri, "the server answers " + answer.status());
            }
            byte[] bytes = answer.body().readNBytes(maxBytes);
            if (bytes.length == maxBytes && answer.body().read() >= 0) {
                throw DownloadException.wrongBytes(name, uri, "at most " + maxBytes + " bytes", "more");
            }
            if (answer.length().orElse(bytes.length) != bytes.length) {
                throw new IOException("the connection ended after " + bytes.length + " of "
                        + answer.length().orElse(-1) + " bytes");
            }
            return bytes;
        }
    }
}
