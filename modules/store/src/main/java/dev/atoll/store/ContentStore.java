package dev.atoll.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Files named by the SHA-256 of their bytes, a cache of what was derived from them, and notes about where they are from.
 *
 * <p>Layout below the root: {@code sha256/ab/cdef…} for objects, {@code cache/KIND/KEY} for derived files, {@code
 * notes/KIND/KEY} for what must not be forgotten, {@code parts/} for unfinished downloads, {@code tmp/} for files being
 * written or removed, {@code leases/} for what is in use, {@code quarantine/} for damaged objects. A file's modification
 * time says when it was last used. A file appears under its final name complete
 * and synced, or not at all. Files under final names are never changed, so they may be mapped; any number of threads
 * and processes may use one store at once.
 */
public final class ContentStore implements AutoCloseable {
    /** Times of use are kept no more exactly than this. */
    private static final Duration USE = Duration.ofHours(1);

    private final StoreLayout layout;
    private final InstantSource clock;
    private final AtomicFiles files;
    private final Gate gate;
    private final Lease lease;

    private ContentStore(Path root, InstantSource clock) {
        this.layout = new StoreLayout(root);
        this.clock = clock;
        this.files = new AtomicFiles(layout.temporary());
        this.gate = new Gate(layout.gate());
        this.lease = new Lease(layout, gate);
    }

    /**
     * Opens the store at {@code root}, making it if need be, and removes what writers that were killed more than a day
     * ago left behind.
     *
     * @throws StoreException if the directory cannot be made or written
     */
    public static ContentStore open(Path root) {
        return open(root, InstantSource.system());
    }

    /**
     * Opens a store.
     *
     * @param clock tells when files are used, for whoever cleans the store later; reaches nothing else
     * @throws StoreException if the directory cannot be made or written
     */
    public static ContentStore open(Path root, InstantSource clock) {
        ContentStore store = new ContentStore(root.toAbsolutePath().normalize(), clock);
        try {
            Files.createDirectories(store.layout.objects());
            Files.createDirectories(store.layout.parts());
            Files.createDirectories(store.layout.caches());
            store.files.prepare();
        } catch (IOException e) {
            throw StoreException.of("open the store", store.root(), e);
        }
        return store;
    }

    /** The directory that holds everything. */
    public Path root() {
        return layout.root();
    }

    /**
     * The object with these bytes, if it is here. Its contents were verified when it was put. It stays at least until
     * this store is closed or the process ends.
     *
     * @throws StoreException if the store cannot be written, where it is noted that the object is in use
     */
    public Optional<Path> find(Digest digest) {
        return used(layout.object(digest));
    }

    private Optional<Path> used(Path file) {
        try {
            lease.use(file);
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return Optional.empty();
            }
            touch(file, attributes);
            return Optional.of(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreException.of("use", file, e);
        }
    }

    private void touch(Path file, BasicFileAttributes attributes) {
        Instant now = clock.instant();
        if (attributes.lastModifiedTime().toInstant().isBefore(now.minus(USE))) {
            try {
                Files.setLastModifiedTime(file, FileTime.from(now));
            } catch (IOException e) {
                // only the owner may; it then counts as unused since somebody else wrote it
            }
        }
    }

    /** Whether an object is here, without using it. */
    public boolean has(Digest digest) {
        return Files.isRegularFile(layout.object(digest));
    }

    /**
     * Stores the stream's bytes, to its end; the stream is not closed.
     *
     * @throws StoreException if they do not have the expected digest, or cannot be read or written; nothing is left
     */
    public Path put(InputStream in, Digest expected) {
        Path target = layout.object(expected);
        MessageDigest hash = Digest.sha256();
        try {
            lease.use(target);
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
        Path object = layout.object(digest);
        try {
            lease.use(object);
            byte[] bytes = Files.readAllBytes(object);
            check(object, digest, Digest.of(bytes));
            return bytes;
        } catch (IOException e) {
            throw StoreException.of("read", object, e);
        }
    }

    /** The file derived earlier under this kind and key, if it is here. */
    public Optional<Path> cached(String kind, String key) {
        return used(layout.cache(kind, key));
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
        Path target = layout.cache(kind, key);
        try {
            lease.use(target);
            files.write(target, writing);
        } catch (IOException e) {
            throw StoreException.of("write", target, e);
        }
        return target;
    }

    /** Removes a derived file that turned out to be damaged; it will be derived again. */
    public void drop(String kind, String key) {
        Path file = layout.cache(kind, key);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw StoreException.of("remove", file, e);
        }
    }

    /** Keys of all derived files of a kind, sorted. */
    public List<String> cachedKeys(String kind) {
        Path directory = layout.caches().resolve(kind);
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> keys = Files.list(directory)) {
            return keys.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw StoreException.of("list", directory, e);
        }
    }

    /**
     * What was remembered under this kind and key; unlike derived files, notes are never cleaned away.
     *
     * @param kind as of {@link #cache}
     * @param key as of {@link #cache}
     */
    public Optional<String> note(String kind, String key) {
        Path file = layout.note(kind, key);
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw StoreException.of("read", file, e);
        }
    }

    /**
     * Remembers a small text, in place of what was remembered before.
     *
     * @return the file that holds it
     */
    public Path note(String kind, String key, String text) {
        Path file = layout.note(kind, key);
        try {
            files.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw StoreException.of("write", file, e);
        }
        return file;
    }

    /**
     * Does some work with a directory of its own, on the disk of the store; it is empty before and removed afterwards.
     *
     * @throws StoreException if the directory cannot be made, written or removed
     */
    public <T> T inDirectory(DirectoryWork<T> work) {
        try {
            return files.inDirectory(work);
        } catch (IOException e) {
            throw StoreException.of("work in", layout.temporary(), e);
        }
    }

    /** Lets go of everything that was found: whoever cleans the store may remove it from now on. */
    @Override
    public void close() {
        try {
            lease.close();
        } catch (IOException e) {
            throw StoreException.of("close the store", root(), e);
        }
    }

    StoreLayout layout() {
        return layout;
    }

    Gate gate() {
        return gate;
    }

    /** Where an unfinished download of these bytes is kept. */
    Path part(Digest digest) {
        return layout.part(digest);
    }

    /** A new file for a download that nobody will continue; the caller removes it or has it adopted. */
    Path temporary() throws IOException {
        return files.temporary();
    }

    /** Makes an object of a file inside the store whose digest the caller has verified and whose bytes are synced. */
    Path adopt(Path verified, Digest digest) throws IOException {
        Path target = layout.object(digest);
        lease.use(target);
        files.publish(verified, target);
        return target;
    }

    private static void check(Path object, Digest expected, Digest found) {
        if (!found.equals(expected)) {
            throw new StoreException(
                    object,
                    "cannot use " + object + ": its bytes have SHA-256 " + found + ", not " + expected
                            + "\n  hint: the source or the disk has damaged it; atoll store verify puts damaged files aside,"
                            + " then fetch it again");
        }
    }

    /** Makes something with the help of files. */
    @FunctionalInterface
    public interface DirectoryWork<T> {
        /** Works in {@code directory}. */
        T in(Path directory) throws IOException;
    }

    /** Writes the contents of a new file. */
    @FunctionalInterface
    public interface Writing {
        /** Writes everything to {@code out}, which is buffered and need not be closed. */
        void to(OutputStream out) throws IOException;
    }
}
