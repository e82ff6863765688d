package dev.atoll.disk.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes into a range of a file that reads as zero, leaving out blocks of zeros so that they stay holes. */
final class SparseOutput {
    private static final int BLOCK = 4096;

    private final FileChannel channel;
    private final long base;

    SparseOutput(FileChannel channel, long base) {
        this.channel = channel;
        this.base = base;
    }

    /** Writes the first {@code length} bytes of an array, {@code at} bytes after the base. */
    void write(long at, byte[] bytes, int length) throws IOException {
        int start = 0;
        while (start < length) {
            int end = start;
            while (end < length && !isZero(bytes, end, Math.min(end + BLOCK, length))) {
                end = Math.min(end + BLOCK, length);
            }
            put(at + start, ByteBuffer.wrap(bytes, start, end - start));
            start = end + BLOCK;
        }
    }

    /** Makes the file at least this long, counted from the base. */
    void extendTo(long length) throws IOException {
        if (channel.size() < base + length) {
            put(length - 1, ByteBuffer.allocate(1));
        }
    }

    private void put(long at, ByteBuffer bytes) throws IOException {
        long to = base + at;
        while (bytes.hasRemaining()) {
            to += channel.write(bytes, to);
        }
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }
}
