package dev.atoll.packages.payload;

import dev.atoll.packages.PackageScript;
import dev.atoll.packages.deb.DebFile;
import dev.atoll.packages.deb.MalformedPackageException;
import dev.atoll.packages.deb.TarVisitor;
import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Unpacks packages into a store's cache, each once; thread safe, also between processes.
 *
 * <p>The package's SHA-256 is checked over the very bytes that are unpacked; nothing appears in the cache before it
 * matched.
 */
public final class PayloadStore {
    private static final String DATA = "payload-data-" + PayloadIndex.VERSION;
    private static final String INDEX = "payload-index-" + PayloadIndex.VERSION;

    private final ContentStore store;
    private final boolean plainModules;

    /** Unpacks with kernel modules decompressed. */
    public PayloadStore(ContentStore store) {
        this(store, true);
    }

    /**
     * Unpacks with a choice.
     *
     * @param plainModules whether kernel modules ({@code *.ko.xz}, {@code .ko.zst}, {@code .ko.gz} below {@code
     *     lib/modules}) are stored decompressed and without that ending
     */
    public PayloadStore(ContentStore store, boolean plainModules) {
        this.store = store;
        this.plainModules = plainModules;
    }

    /**
     * What the package holds, unpacked now or earlier.
     *
     * @param digest SHA-256 that its file must have
     * @param file a Debian package
     * @throws MalformedPackageException if it has another digest or is not a sound package
     * @throws dev.atoll.store.StoreException if the cache cannot be written
     */
    public Payload unpack(Digest digest, Path file) {
        String key = digest.hex() + (plainModules ? "" : "-packed-modules");
        return load(key).orElseGet(() -> unpack(key, digest, file));
    }

    /**
     * What a step makes, kept as if it were a package: made now or earlier.
     *
     * @param key digest of all that it is made of, with an ending that names the step: letters, digits, {@code .+_-}
     * @throws dev.atoll.store.StoreException if the cache cannot be written
     */
    public Payload made(String key, Making making) {
        return load(key)
                .orElseGet(() -> write(key, key, writer -> {
                    making.to(writer);
                    return new Scripts(List.of(), List.of());
                }));
    }

    /**
     * Unpacks several on as many threads as there are processors.
     *
     * @return the payloads in the order of {@code packages}
     * @throws MalformedPackageException as {@link #unpack}; the rest is then given up
     */
    public List<Payload> unpackAll(List<PackageFile> packages) {
        int threads =
                Math.min(Math.max(packages.size(), 1), Runtime.getRuntime().availableProcessors());
        try (ExecutorService pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("unpack-", 0).daemon().factory())) {
            List<Future<Payload>> running = new ArrayList<>();
            for (PackageFile file : packages) {
                running.add(pool.submit(() -> unpack(file.digest(), file.path())));
            }
            try {
                List<Payload> payloads = new ArrayList<>();
                for (Future<Payload> payload : running) {
                    payloads.add(payload.get());
                }
                return payloads;
            } catch (ExecutionException e) {
                pool.shutdownNow();
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while packages were being unpacked", e);
            }
        }
    }

    /**
     * Reads everything that was unpacked again and removes what has changed since; it will be unpacked anew.
     *
     * @param progress told of every package that is done, with the bytes read of it
     * @return what was removed: digests of packages, perhaps with an ending
     */
    public List<String> check(LongConsumer progress) {
        List<String> removed = new ArrayList<>();
        for (String key : store.cachedKeys(DATA)) {
            Optional<Path> data = store.cached(DATA, key);
            if (data.isPresent()) {
                if (!isSound(key, data.get())) {
                    store.drop(INDEX, key);
                    store.drop(DATA, key);
                    removed.add(key);
                }
                progress.accept(data.get().toFile().length());
            }
        }
        return removed;
    }

    private boolean isSound(String key, Path data) {
        MessageDigest hash = Digest.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(data), hash)) {
            Optional<Path> index = store.cached(INDEX, key);
            if (index.isEmpty()) {
                return true; // its unpacking is not over, or was cut off: nobody reads it
            }
            in.transferTo(OutputStream.nullOutputStream());
            return PayloadIndex.dataDigest(Files.readAllBytes(index.get())).equals(Optional.of(Digest.finish(hash)));
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<Payload> load(String key) {
        Optional<Path> index = store.cached(INDEX, key);
        Optional<Path> data = store.cached(DATA, key);
        if (index.isEmpty() || data.isEmpty()) {
            return Optional.empty();
        }
        try {
            return PayloadIndex.read(Files.readAllBytes(index.get()), data.get(), Files.size(data.get()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + index.get(), e);
        }
    }

    private Payload unpack(String key, Digest digest, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return unpack(key, digest, file, in);
        } catch (IOException e) {
            throw new MalformedPackageException(file.toString(), "", "it cannot be opened: " + e, e);
        }
    }

    private Payload unpack(String key, Digest digest, Path file, InputStream bytes) {
        return write(key, file.toString(), writer -> {
            DebFile deb = read(digest, file, bytes, writer);
            return new Scripts(deb.scripts(), deb.conffiles());
        });
    }

    private Payload write(String key, String name, Writing writing) {
        List<PayloadEntry> entries = new ArrayList<>();
        List<Scripts> contents = new ArrayList<>();
        long[] length = {0};
        MessageDigest hash = Digest.sha256();
        Path data = store.cache(DATA, key, out -> {
            OutputStream hashed = new DigestOutputStream(out, hash);
            PayloadWriter writer = new PayloadWriter(name, hashed, plainModules);
            contents.add(writing.to(writer));
            entries.addAll(writer.entries());
            length[0] = writer.position();
        });
        Scripts rest = contents.getFirst();
        Payload payload = new Payload(entries, rest.scripts(), rest.conffiles(), data);
        Digest found = Digest.finish(hash);
        store.cache(INDEX, key, out -> out.write(PayloadIndex.write(payload, length[0], found)));
        return payload;
    }

    private static DebFile read(Digest digest, Path file, InputStream bytes, PayloadWriter writer) throws IOException {
        MessageDigest hash = Digest.sha256();
        InputStream in = new DigestInputStream(bytes, hash);
        DebFile deb = DebFile.read(file.toString(), in, writer);
        in.transferTo(OutputStream.nullOutputStream());
        Digest found = Digest.finish(hash);
        if (!found.equals(digest)) {
            throw new MalformedPackageException(
                    file.toString(), "", "its bytes have SHA-256 " + found + ", not " + digest);
        }
        return deb;
    }

    /** What a payload has beside files. */
    private record Scripts(List<PackageScript> scripts, List<String> conffiles) {}

    private interface Writing {
        Scripts to(PayloadWriter writer) throws IOException;
    }

    /** Makes files. */
    @FunctionalInterface
    public interface Making {
        /** Shows every file, directory and link to {@code files}. */
        void to(TarVisitor files) throws IOException;
    }
}
