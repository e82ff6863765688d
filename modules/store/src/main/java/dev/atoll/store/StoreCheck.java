package dev.atoll.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
 * Reads every object of a store again and puts aside, into {@code quarantine/}, those whose bytes are no longer what
 * their names say; the next who needs one fetches it anew. May run beside any users of the store.
 */
public final class StoreCheck {
    private static final int BUFFER = 1 << 18;

    private final ContentStore store;

    public StoreCheck(ContentStore store) {
        this.store = store;
    }

    /**
     * A damaged object.
     *
     * @param expected its name
     * @param found what its bytes have, or why they cannot be read
     * @param quarantine where it is now
     */
    public record Damage(Digest expected, String found, Path quarantine) {}

    /**
     * Checks objects, on as many threads as the machine has processors.
     *
     * @param objects from {@link StoreContents#objects()}; those removed meanwhile are passed over
     * @param progress told how many bytes more were read, from several threads
     * @return the damaged ones, in the order given
     * @throws StoreException if one cannot be put aside, or the thread is interrupted
     */
    public List<Damage> run(List<StoredFile> objects, LongConsumer progress) {
        try (ExecutorService threads = Executors.newFixedThreadPool(
                Runtime.getRuntime().availableProcessors(),
                Thread.ofPlatform().name("check-", 0).daemon().factory())) {
            List<Future<Optional<Damage>>> running = new ArrayList<>();
            for (StoredFile object : objects) {
                running.add(threads.submit(() -> check(object, progress)));
            }
            List<Damage> damaged = new ArrayList<>();
            for (Future<Optional<Damage>> one : running) {
                try {
                    one.get().ifPresent(damaged::add);
                } catch (ExecutionException e) {
                    threads.shutdownNow();
                    throw e.getCause() instanceof RuntimeException cause
                            ? cause
                            : new IllegalStateException(e.getCause());
                } catch (InterruptedException e) {
                    threads.shutdownNow();
                    Thread.currentThread().interrupt();
                    throw StoreException.of("check", store.root(), new IOException("interrupted"));
                }
            }
            return damaged;
        }
    }

    private Optional<Damage> check(StoredFile object, LongConsumer progress) {
        Digest expected = object.digest().orElseThrow();
        String found;
        try {
            Digest digest = digest(object.path(), progress);
            if (digest.equals(expected)) {
                return Optional.empty();
            }
            found = digest.hex();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            found = String.valueOf(e.getMessage());
        }
        Path aside = store.layout().quarantine().resolve(expected.hex());
        try {
            Files.createDirectories(store.layout().quarantine());
            Files.move(object.path(), aside, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreException.of("put aside", object.path(), e);
        }
        return Optional.of(new Damage(expected, found, aside));
    }

    private static Digest digest(Path file, LongConsumer progress) throws IOException {
        MessageDigest hash = Digest.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            int n = in.read(buffer);
            while (n >= 0) {
                hash.update(buffer, 0, n);
                progress.accept(n);
                n = in.read(buffer);
            }
        }
        return Digest.finish(hash);
    }
}
