package dev.atoll.disk.erofs;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.Content.Pieces.Piece;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Content in chunks: pieces of equal size, each anywhere in the image or nowhere, as entries behind inode and extended
 * attributes say: 4 bytes each, or 8 with a device.
 */
final class StoredChunks {
    /** Bits of a chunk's size: more would pass a signed number. */
    private static final int MAX_BITS = 47;
    /** A bound on what one file may make us allocate. */
    private static final int MAX_CHUNKS = 16 << 20;

    private static final int ENTRIES_AT_ONCE = 4096;

    private StoredChunks() {}

    /** The content, neighbouring chunks as one range. */
    static Content of(StoredInode inode, ErofsImage image) throws IOException {
        int format = inode.address() & 0xffff;
        boolean indexes = (format & ErofsLayout.CHUNK_INDEXES) != 0;
        int bits = Integer.numberOfTrailingZeros(image.blockSize()) + (format & ErofsLayout.CHUNK_BITS);
        if ((format & ~(ErofsLayout.CHUNK_BITS | ErofsLayout.CHUNK_INDEXES)) != 0 || bits > MAX_BITS) {
            throw new MalformedErofsException(
                    inode.position(), "chunk format 0x" + Integer.toHexString(format) + " is not supported");
        }
        if (inode.size() < 0 || inode.size() >> bits >= MAX_CHUNKS) {
            throw new MalformedErofsException(
                    inode.position(),
                    "a file of " + Long.toUnsignedString(inode.size()) + " bytes has too many chunks");
        }
        if (inode.size() == 0) {
            return Content.of(new byte[0]);
        }
        int entry = indexes ? 8 : 4;
        long at = ErofsLayout.align(inode.bodyAt() + inode.xattrSize(), entry);
        int chunks = (int) (((inode.size() - 1) >> bits) + 1);
        List<Piece> pieces = new ArrayList<>();
        for (int first = 0; first < chunks; first += ENTRIES_AT_ONCE) {
            int count = Math.min(ENTRIES_AT_ONCE, chunks - first);
            ByteBuffer entries = image.buffer(at + (long) first * entry, count * entry);
            for (int i = 0; i < count; i++) {
                long from = (long) (first + i) << bits;
                long length = Math.min(1L << bits, inode.size() - from);
                append(pieces, start(entries, i * entry, indexes, inode, image), length);
            }
        }
        return image.pieces(pieces);
    }

    private static long start(ByteBuffer entries, int at, boolean indexes, StoredInode inode, ErofsImage image) {
        int block = entries.getInt(indexes ? at + 4 : at);
        if (block == ErofsLayout.HOLE) {
            return -1;
        }
        if (indexes && entries.getInt(at) != 0) {
            throw new MalformedErofsException(
                    inode.position(), "a chunk lies on another device, which is not supported");
        }
        return image.blockAt(Integer.toUnsignedLong(block));
    }

    private static void append(List<Piece> pieces, long start, long length) {
        Piece last = pieces.isEmpty() ? null : pieces.getLast();
        boolean follows = last != null
                && (start < 0 ? last.offset() < 0 : last.offset() >= 0 && last.offset() + last.size() == start);
        if (last != null && follows) {
            pieces.set(pieces.size() - 1, new Piece(last.offset(), last.size() + length));
        } else {
            pieces.add(new Piece(start, length));
        }
    }
}
