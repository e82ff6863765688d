package dev.atoll.image.lint;

import dev.atoll.disk.tree.Content;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads parts of contents into one buffer. Contents of a package lie in one file, so files stay open while others are
 * read, up to a number. Not thread safe.
 */
final class Bytes implements Closeable {
    private static final int MOST_OPEN = 256;

    private final Map<Path, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);
    private byte[] buffer = new byte[1 << 16];
    private long read;

    /** The buffer, whose bytes are valid until the next {@link #read}. */
    byte[] buffer() {
        return buffer;
    }

    /** Bytes read until now. */
    long total() {
        return read;
    }

    /**
     * Reads a part of a content into the buffer's start.
     *
     * @return how many bytes there were, at most {@code length}
     */
    int read(Content content, long from, int length) throws IOException {
        int wanted = (int) Math.min(length, content.size() - from);
        if (wanted <= 0) {
            return 0;
        }
        if (buffer.length < wanted) {
            buffer = new byte[wanted];
        }
        switch (content) {
            case Content.Slice slice -> read(slice, from, wanted);
            case Content.Bytes bytes -> stream(bytes, from, wanted);
            case Content.Pieces pieces -> stream(pieces, from, wanted);
        }
        read += wanted;
        return wanted;
    }

    private void stream(Content content, long from, int wanted) throws IOException {
        try (InputStream in = content.open()) {
            in.skipNBytes(from);
            in.readNBytes(buffer, 0, wanted);
        }
    }

    private void read(Content.Slice slice, long from, int wanted) throws IOException {
        FileChannel channel = channel(slice.file());
        ByteBuffer into = ByteBuffer.wrap(buffer, 0, wanted);
        while (into.hasRemaining()) {
            if (channel.read(into, slice.offset() + from + into.position()) < 0) {
                throw new IOException(slice.file() + " is shorter than it was");
            }
        }
    }

    private FileChannel channel(Path file) throws IOException {
        FileChannel channel = open.get(file);
        if (channel == null) {
            if (open.size() == MOST_OPEN) {
                Iterator<FileChannel> eldest = open.values().iterator();
                eldest.next().close();
                eldest.remove();
            }
            channel = FileChannel.open(file, StandardOpenOption.READ);
            open.put(file, channel);
        }
        return channel;
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : open.values()) {
            channel.close();
        }
        open.clear();
    }
}
