package dev.atoll.node.fetch;

import dev.atoll.node.linux.Owned;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Files that were fetched and verified, each named by its SHA-256; only root reads them. Unfinished ones end in {@code .part}.
 * A file is there whole or not at all. Another process may use them too: whoever brings files {@linkplain #hold holds} them
 * until a generation names them, and nothing is swept meanwhile.
 */
public final class FetchedFiles {
    private static final String LOCK = "lock";

    private final Path folder;

    public FetchedFiles(Path folder) {
        this.folder = folder;
    }

    /** Keeps all files from being swept until it is closed. */
    public FileChannel hold() throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
        FileChannel channel = FileChannel.open(
                folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.lock(0, Long.MAX_VALUE, true); // until the channel is closed
        return channel;
    }

    /** A file, if it is there. */
    public Optional<Path> find(String sha256) {
        Path file = folder.resolve(new Digest(sha256).hex());
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }

    /**
     * A file as it was fetched, verified again: it may have lain here for long. A damaged one is removed.
     *
     * @throws IllegalStateException if it is not there
     */
    public Path verified(String sha256) {
        Path file = find(sha256)
                .orElseThrow(() -> new IllegalStateException("the file with the SHA-256 " + sha256 + " is not here"));
        try (InputStream in = Files.newInputStream(file)) {
            if (!drain(in, OutputStream.nullOutputStream(), Long.MAX_VALUE).equals(sha256)) {
                Files.delete(file);
                throw new IllegalStateException("the file with the SHA-256 " + sha256
                        + " was damaged on this node's disk, and is removed; apply the configuration again");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Fetches a file unless it is there.
     *
     * @param most bytes that it may have
     * @throws FetchException if it cannot be had
     */
    void fetch(String url, String sha256, long most, Fetcher fetcher) {
        if (find(sha256).isEmpty()) {
            Path part = folder.resolve(sha256 + ".part");
            fetcher.fetch(url, sha256, part, most);
            publish(part, sha256);
        }
    }

    /**
     * Copies a file of the node unless it is there, so that a later change of the original changes nothing here.
     *
     * @param most bytes that it may have
     * @throws FetchException if it cannot be read, or is another
     */
    void copy(Path original, String sha256, long most) {
        if (find(sha256).isPresent()) {
            return;
        }
        Path part = folder.resolve(sha256 + ".copy.part");
        String found;
        try (InputStream in = Files.newInputStream(original);
                OutputStream out = Files.newOutputStream(part)) {
            found = drain(in, out, most);
        } catch (IOException e) {
            throw FetchException.unreadable(original.toString(), String.valueOf(e.getMessage()));
        }
        if (!found.equals(sha256)) {
            throw FetchException.wrong(original.toString(), sha256, found);
        }
        publish(part, sha256);
    }

    /** Keeps bytes; gives their digest. */
    String keep(byte[] bytes) {
        String sha256 = Digest.of(bytes).hex();
        if (find(sha256).isEmpty()) {
            Path part = folder.resolve(sha256 + ".kept.part");
            try {
                Files.write(part, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write " + part, e);
            }
            publish(part, sha256);
        }
        return sha256;
    }

    private void publish(Path part, String sha256) {
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
            file.force(true);
            Files.move(part, folder.resolve(sha256), StandardCopyOption.ATOMIC_MOVE);
            Owned.sync(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + part, e);
        }
    }

    /** Copies a stream and gives its digest. */
    private static String drain(InputStream from, OutputStream to, long most) throws IOException {
        MessageDigest digest = Digest.sha256();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        DigestInputStream in = new DigestInputStream(from, digest);
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            size += n;
            if (size > most) {
                throw new IOException("larger than " + most + " bytes");
            }
            to.write(buffer, 0, n);
        }
        return Digest.finish(digest).hex();
    }

    @SuppressWarnings("resource") // the lock lives as long as the channel
    private static boolean isAlone(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // this process holds them
        }
    }

    /**
     * Removes all others, and what is unfinished; nothing, if somebody holds them.
     *
     * @param kept by their digests
     */
    public void sweep(Set<String> kept) throws IOException {
        Path lock = folder.resolve(LOCK);
        if (!Files.exists(lock)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                Stream<Path> entries = Files.list(folder)) {
            if (!isAlone(channel)) {
                return;
            }
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (!name.equals(LOCK) && !kept.contains(name)) {
                    Files.delete(entry);
                }
            }
        }
    }
}
