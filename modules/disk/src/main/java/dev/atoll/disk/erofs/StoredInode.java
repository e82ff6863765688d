package dev.atoll.disk.erofs;

import dev.atoll.disk.tree.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/**
 * An inode as it stands in an image.
 *
 * @param position of the inode in the image, in bytes
 * @param chunks whether content lies in chunks, which entries behind the inode name
 * @param inline whether the last, incomplete block of content stands behind inode and extended attributes
 * @param address first block of content, device number, or format of chunks
 * @param bodyAt position of what follows the inode itself
 * @param xattrSize size in bytes of the extended attributes there
 */
record StoredInode(
        long position,
        boolean chunks,
        boolean inline,
        int mode,
        long size,
        int address,
        long uid,
        long gid,
        long mtime,
        long bodyAt,
        int xattrSize) {

    private static final Set<Integer> KNOWN =
            Set.of(ErofsLayout.FLAT_PLAIN, ErofsLayout.FLAT_INLINE, ErofsLayout.CHUNKS);

    static StoredInode read(ErofsImage image, long position) throws IOException {
        ByteBuffer inode = image.buffer(position, ErofsLayout.COMPACT_INODE);
        int format = Short.toUnsignedInt(inode.getShort(0));
        int layout = format >> 1 & 7;
        boolean extended = (format & 1) != 0;
        if (format >> 4 != 0 || !KNOWN.contains(layout)) {
            throw new MalformedErofsException(
                    position, "inode format 0x" + Integer.toHexString(format) + " is not supported: " + name(layout));
        }
        int words = Short.toUnsignedInt(inode.getShort(2));
        int xattrSize = words == 0 ? 0 : ErofsXattrs.HEADER + (words - 1) * 4;
        int mode = Short.toUnsignedInt(inode.getShort(4));
        boolean chunks = layout == ErofsLayout.CHUNKS;
        boolean inline = layout == ErofsLayout.FLAT_INLINE;
        if (!extended) {
            return new StoredInode(
                    position,
                    chunks,
                    inline,
                    mode,
                    Integer.toUnsignedLong(inode.getInt(8)),
                    inode.getInt(16),
                    Short.toUnsignedLong(inode.getShort(24)),
                    Short.toUnsignedLong(inode.getShort(26)),
                    image.buildTime(),
                    position + ErofsLayout.COMPACT_INODE,
                    xattrSize);
        }
        ByteBuffer whole = image.buffer(position, ErofsLayout.EXTENDED_INODE);
        return new StoredInode(
                position,
                chunks,
                inline,
                mode,
                whole.getLong(8),
                whole.getInt(16),
                Integer.toUnsignedLong(whole.getInt(24)),
                Integer.toUnsignedLong(whole.getInt(28)),
                whole.getLong(32),
                position + ErofsLayout.EXTENDED_INODE,
                xattrSize);
    }

    private static String name(int layout) {
        return switch (layout) {
            case 1, 3 -> "compressed file";
            default -> "unknown layout";
        };
    }

    int type() {
        return mode & ErofsLayout.S_IFMT;
    }

    /** Whether part of the content stands behind the inode. */
    boolean hasTail(ErofsImage image) {
        return inline && size % image.blockSize() != 0;
    }

    /** Content that lies in blocks of its own as a whole. */
    Content slice(ErofsImage image) throws IOException {
        if (chunks) {
            return StoredChunks.of(this, image);
        }
        return size == 0 ? Content.of(new byte[0]) : image.slice(blocksAt(image), size);
    }

    /** All content, copied; {@code size} must have been found to be acceptable. */
    byte[] load(ErofsImage image) throws IOException {
        checkSize(image);
        if (chunks) {
            return StoredChunks.of(this, image).bytes();
        }
        int tail = hasTail(image) ? (int) (size % image.blockSize()) : 0;
        int outside = (int) size - tail;
        byte[] content = new byte[(int) size];
        if (outside > 0) {
            System.arraycopy(image.read(blocksAt(image), outside), 0, content, 0, outside);
        }
        if (tail > 0) {
            long tailAt = bodyAt + xattrSize;
            if (tailAt % image.blockSize() + tail > image.blockSize()) {
                throw new MalformedErofsException(position, "content behind the inode crosses a block");
            }
            System.arraycopy(image.read(tailAt, tail), 0, content, outside, tail);
        }
        return content;
    }

    private void checkSize(ErofsImage image) {
        if (size < 0 || size > Math.min(image.size(), Integer.MAX_VALUE - 8)) {
            throw new MalformedErofsException(
                    position, "inode has " + Long.toUnsignedString(size) + " bytes of content, more than the image");
        }
    }

    private long blocksAt(ErofsImage image) {
        return image.blockAt(Integer.toUnsignedLong(address));
    }
}
