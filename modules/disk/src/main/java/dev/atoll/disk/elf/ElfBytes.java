package dev.atoll.disk.elf;

import dev.atoll.disk.tree.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/** Little-endian, bounds-checked access to a file by offset; small files are held whole, of others ranges are read. */
final class ElfBytes {
    /** Files up to this size are read at once, in bytes. */
    private static final long WHOLE = 4 << 20;

    /** No range longer than this is ever asked for, in bytes. */
    static final int LONGEST = 64 << 20;

    private final Content content;
    private final byte[] whole;
    private final boolean complete;

    ElfBytes(Content content) {
        this.content = content;
        this.complete = content.size() <= WHOLE;
        this.whole = complete ? content.bytes() : new byte[0];
    }

    long size() {
        return complete ? whole.length : content.size();
    }

    /**
     * The bytes of a range.
     *
     * @param what names the range in errors
     * @throws MalformedElfException if the range leaves the file or is longer than {@link #LONGEST}
     */
    ByteBuffer range(long offset, long length, String what) {
        if (offset < 0 || length < 0 || offset > size() || length > size() - offset) {
            throw new MalformedElfException(what + " at offset " + Long.toUnsignedString(offset) + ", "
                    + Long.toUnsignedString(length) + " bytes, leaves the file of " + size() + " bytes");
        }
        if (length > LONGEST) {
            throw new MalformedElfException(what + " of " + length + " bytes is too long");
        }
        ByteBuffer range = complete
                ? ByteBuffer.wrap(whole, (int) offset, (int) length).slice()
                : ByteBuffer.wrap(read(offset, (int) length));
        return range.order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] read(long offset, int length) {
        try {
            return content instanceof Content.Slice slice
                    ? read(slice, offset, length)
                    : read(content.open(), offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Content.Slice slice, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(slice.file(), StandardOpenOption.READ)) {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, slice.offset() + offset + bytes.position()) < 0) {
                    throw new EOFException(slice.file() + " ends before its content does");
                }
            }
        }
        return bytes.array();
    }

    private static byte[] read(InputStream from, long offset, int length) throws IOException {
        try (InputStream in = from) {
            in.skipNBytes(offset);
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException("content ends early");
            }
            return bytes;
        }
    }
}
