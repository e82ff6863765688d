package dev.atoll.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/**
 * The file of an unfinished download, with the digest of what it holds so far.
 *
 * <p>Its file is locked: who finds it taken, by another process or another thread, works on a file of its own that is
 * not kept. For one thread.
 */
final class Part implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final FileChannel channel;
    private final boolean shared;
    private final MessageDigest hash = Digest.sha256();
    private long length;
    private boolean continued;
    private boolean keep = true;

    private Part(Path path, FileChannel channel, boolean shared) {
        this.path = path;
        this.channel = channel;
        this.shared = shared;
    }

    /** Opens the part kept for {@code digest}, or a private one. */
    static Part open(ContentStore store, Digest digest) throws IOException {
        Path path = store.part(digest);
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (lock(channel)) {
            return new Part(path, channel, true);
        }
        channel.close();
        Path own = store.temporary();
        return new Part(own, FileChannel.open(own, StandardOpenOption.READ, StandardOpenOption.WRITE), false);
    }

    @SuppressWarnings("resource") // the lock lives as long as the channel
    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Takes up what an earlier run has left, unless it is more than {@code limit} bytes. */
    void resume(long limit) throws IOException {
        if (channel.size() > limit) {
            restart();
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (channel.read(buffer, length) > 0) {
            length += buffer.position();
            hash.update(buffer.flip());
            buffer.clear();
        }
        continued = length > 0;
    }

    /** Bytes held. */
    long length() {
        return length;
    }

    /** Whether some of the bytes are of an earlier run. */
    boolean continued() {
        return continued;
    }

    /** Forgets all bytes. */
    void restart() throws IOException {
        channel.truncate(0);
        hash.reset();
        length = 0;
        continued = false;
    }

    /**
     * Adds bytes at the end.
     *
     * @throws ClosedByInterruptException if the thread is interrupted
     * @throws StoreException if the disk fails; the part is then not kept
     */
    void append(byte[] bytes, int count) throws ClosedByInterruptException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        hash.update(bytes, 0, count);
        try {
            while (buffer.hasRemaining()) {
                length += channel.write(buffer, length);
            }
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            keep = false;
            throw StoreException.of("write", path, e);
        }
    }

    /** The digest of all bytes; nothing can be appended after it. */
    Digest digest() {
        return Digest.finish(hash);
    }

    /** Moves the verified file into the store. */
    Path publish(ContentStore store, Digest digest) throws IOException {
        channel.force(true);
        Path object = store.adopt(path, digest);
        keep = true;
        return object;
    }

    /** Does not keep the file. */
    void discard() {
        keep = false;
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            if (!keep || !shared) {
                Files.deleteIfExists(path);
            }
        }
    }
}
