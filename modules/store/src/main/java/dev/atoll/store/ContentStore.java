package dev.atoll.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Files named by the SHA-256 of their bytes, and a cache of what was derived from them.
 *
 * <p>Layout below the root: {@code sha256/ab/cdef…} for objects, {@code cache/KIND/KEY} for derived files, {@code
 * parts/} for unfinished downloads, {@code tmp/} for files being written. A file appears under its final name complete
 * and synced, or not at all. Files under final names are never changed, so they may be mapped; any number of threads
 * and processes may use one store at once.
 */
public final class ContentStore {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,199}");

    private final Path root;
    private final AtomicFiles files;

    private ContentStore(Path root) {
        this.root = root;
        this.files = new AtomicFiles(root.resolve("tmp"));
    }

    /**
     * Opens the store at {@code root}, making it if need be, and removes what writers that were killed more than a day
     * ago left behind.
     *
     * @throws StoreException if the directory cannot be made or written
     */
    public static ContentStore open(Path root) {
        ContentStore store = new ContentStore(root.toAbsolutePath().normalize());
        try {
            Files.createDirectories(store.root.resolve("sha256"));
            Files.createDirectories(store.root.resolve("parts"));
            Files.createDirectories(store.root.resolve("cache"));
            store.files.prepare();
        } catch (IOException e) {
            throw StoreException.of("open the store", store.root, e);
        }
        return store;
    }

    /** The directory that holds everything. */
    public Path root() {
        return root;
    }

    /** The object with these bytes, if it is here. Its contents were verified when it was put. */
    public Optional<Path> find(Digest digest) {
        Path object = object(digest);
        return Files.isRegularFile(object) ? Optional.of(object) : Optional.empty();
    }

    /**
     * Stores the stream's bytes, to its end; the stream is not closed.
     *
     * @throws StoreException if they do not have the expected digest, or cannot be read or written; nothing is left
     */
    public Path put(InputStream in, Digest expected) {
        Path target = object(expected);
        MessageDigest hash = Digest.sha256();
        try {
            files.write(target, out -> {
                in.transferTo(new DigestOutputStream(out, hash));
                check(target, expected, Digest.finish(hash));
            });
        } catch (IOException e) {
            throw StoreException.of("store", target, e);
        }
        return target;
    }

    /**
     * Stores some bytes under their digest.
     *
     * @throws StoreException if they cannot be written; nothing is left
     */
    public Digest put(byte[] bytes) {
        Digest digest = Digest.of(bytes);
        if (find(digest).isEmpty()) {
            put(new ByteArrayInputStream(bytes), digest);
        }
        return digest;
    }

    /**
     * The whole of a small object.
     *
     * @throws StoreException if it is missing, unreadable or no longer what its name says
     */
    public byte[] read(Digest digest) {
        Path object = object(digest);
        try {
            byte[] bytes = Files.readAllBytes(object);
            check(object, digest, Digest.of(bytes));
            return bytes;
        } catch (IOException e) {
            throw StoreException.of("read", object, e);
        }
    }

    /** The file derived earlier under this kind and key, if it is here. */
    public Optional<Path> cached(String kind, String key) {
        Path file = cacheFile(kind, key);
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /**
     * Writes a derived file and gives its place; replaces an earlier one atomically, whose readers keep what they have
     * open.
     *
     * @param kind what sort of file, with the version of its format ({@code payload-1}): letters, digits, {@code .+_-}
     * @param key what it was derived from, usually digests: as {@code kind}
     * @throws StoreException if it cannot be written; nothing is left
     */
    public Path cache(String kind, String key, Writing writing) {
        Path target = cacheFile(kind, key);
        try {
            files.write(target, writing);
        } catch (IOException e) {
            throw StoreException.of("write", target, e);
        }
        return target;
    }

    /** Where an unfinished download of these bytes is kept. */
    Path part(Digest digest) {
        return root.resolve("parts").resolve(digest.hex() + ".part");
    }

    /** A new file for a download that nobody will continue; the caller removes it or has it adopted. */
    Path temporary() throws IOException {
        return files.temporary();
    }

    /** Makes an object of a file inside the store whose digest the caller has verified and whose bytes are synced. */
    Path adopt(Path verified, Digest digest) throws IOException {
        Path target = object(digest);
        files.publish(verified, target);
        return target;
    }

    private Path object(Digest digest) {
        return root.resolve("sha256")
                .resolve(digest.hex().substring(0, 2))
                .resolve(digest.hex().substring(2));
    }

    private Path cacheFile(String kind, String key) {
        if (!WORD.matcher(kind).matches() || !WORD.matcher(key).matches()) {
            throw new IllegalArgumentException("not a cache key: " + kind + "/" + key);
        }
        return root.resolve("cache").resolve(kind).resolve(key);
    }

    private static void check(Path object, Digest expected, Digest found) {
        if (!found.equals(expected)) {
            throw new StoreException(
                    object,
                    "cannot use " + object + ": its bytes have SHA-256 " + found + ", not " + expected
                            + "\n  hint: the source or the disk has damaged it; remove the file if it exists and fetch"
                            + " it again");
        }
    }

    /** Writes the contents of a new file. */
    @FunctionalInterface
    public interface Writing {
        /** Writes everything to {@code out}, which is buffered and need not be closed. */
        void to(OutputStream out) throws IOException;
    }
}
