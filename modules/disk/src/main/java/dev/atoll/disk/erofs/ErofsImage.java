package dev.atoll.disk.erofs;

import static dev.atoll.disk.erofs.ErofsLayout.SUPERBLOCK_OFFSET;
import static dev.atoll.disk.erofs.ErofsLayout.SUPERBLOCK_SIZE;

import dev.atoll.disk.tree.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** The bytes of an image inside a file, with what its superblock says; positions are relative to the image. */
final class ErofsImage {
    private static final int MIN_BLOCK_BITS = 9;
    private static final int MAX_BLOCK_BITS = 16;
    private static final int WINDOW = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final long offset;
    private final byte[] window = new byte[WINDOW];
    private long windowStart;
    private int windowLength;

    private long size;
    private int blockBits;
    private long rootNid;
    private long buildTime;
    private long metaStart;
    private long xattrStart;

    private ErofsImage(Path file, FileChannel channel, long offset) throws IOException {
        this.file = file;
        this.channel = channel;
        this.offset = offset;
        this.size = Math.max(0, channel.size() - offset);
    }

    /** Reads and checks the superblock. */
    static ErofsImage open(Path file, FileChannel channel, long offset) throws IOException {
        ErofsImage image = new ErofsImage(file, channel, offset);
        image.superblock();
        return image;
    }

    private void superblock() throws IOException {
        ByteBuffer superblock = buffer(SUPERBLOCK_OFFSET, SUPERBLOCK_SIZE);
        require(superblock.getInt(0) == ErofsLayout.MAGIC, 0, "there is no EROFS superblock");
        blockBits = superblock.get(12);
        require(blockBits >= MIN_BLOCK_BITS && blockBits <= MAX_BLOCK_BITS, 12, "block size is 2^" + blockBits);
        int incompatible = superblock.getInt(80) & ~ErofsLayout.FEATURE_INCOMPAT_ZERO_PADDING;
        require(
                incompatible == 0,
                80,
                "features 0x" + Integer.toHexString(incompatible)
                        + " (compression, chunks or others) are not supported");
        require(
                superblock.get(90) == 0 && superblock.getShort(86) == 0,
                86,
                "further devices or xattr prefixes are not supported");
        long said = Integer.toUnsignedLong(superblock.getInt(36)) << blockBits;
        require(said <= size, 36, "image has " + said + " bytes and the file only " + size);
        size = said;
        rootNid = Short.toUnsignedLong(superblock.getShort(14));
        buildTime = superblock.getLong(24);
        metaStart = Integer.toUnsignedLong(superblock.getInt(40)) << blockBits;
        xattrStart = Integer.toUnsignedLong(superblock.getInt(44)) << blockBits;
        if ((superblock.getInt(8) & ErofsLayout.FEATURE_COMPAT_SB_CHKSUM) != 0) {
            checksum(superblock.getInt(Superblock.CHECKSUM_AT));
        }
    }

    /** The checksum reaches to the end of the block; where blocks are that small, of the one after. */
    private void checksum(int expected) throws IOException {
        int length = blockSize() > SUPERBLOCK_OFFSET ? blockSize() - SUPERBLOCK_OFFSET : blockSize();
        byte[] bytes = read(SUPERBLOCK_OFFSET, length);
        int found = Superblock.checksum(bytes, 0, length);
        require(
                found == expected,
                Superblock.CHECKSUM_AT,
                "superblock has CRC-32C " + Integer.toHexString(found) + " where it says "
                        + Integer.toHexString(expected));
    }

    private static void require(boolean condition, int field, String problem) {
        if (!condition) {
            throw new MalformedErofsException(SUPERBLOCK_OFFSET + field, problem);
        }
    }

    /** Size of the image in bytes. */
    long size() {
        return size;
    }

    int blockSize() {
        return 1 << blockBits;
    }

    long rootNid() {
        return rootNid;
    }

    /** The modification time of compact inodes. */
    long buildTime() {
        return buildTime;
    }

    /** Position of an inode. */
    long inodeAt(long nid) {
        if (nid < 0 || nid > size / ErofsLayout.SLOT) {
            throw new MalformedErofsException(metaStart, "inode " + Long.toUnsignedString(nid) + " lies outside");
        }
        return metaStart + nid * ErofsLayout.SLOT;
    }

    /** Position of an extended attribute that inodes share. */
    long sharedXattrAt(long id) {
        return xattrStart + id * 4;
    }

    /** Position of a block. */
    long blockAt(long block) {
        return block << blockBits;
    }

    /** A range as content of a file. */
    Content slice(long position, long length) {
        check(position, length);
        return Content.of(file, offset + position, length);
    }

    /** A copy of a range, little-endian. */
    ByteBuffer buffer(long position, int length) throws IOException {
        return ByteBuffer.wrap(read(position, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A copy of a range. */
    byte[] read(long position, int length) throws IOException {
        check(position, length);
        byte[] bytes = new byte[length];
        if (length > WINDOW) {
            fill(ByteBuffer.wrap(bytes), position);
            return bytes;
        }
        if (position < windowStart || position + length > windowStart + windowLength) {
            windowLength = (int) Math.min(WINDOW, size - position);
            windowStart = position;
            fill(ByteBuffer.wrap(window, 0, windowLength), position);
        }
        System.arraycopy(window, (int) (position - windowStart), bytes, 0, length);
        return bytes;
    }

    private void fill(ByteBuffer into, long position) throws IOException {
        long at = offset + position;
        while (into.hasRemaining()) {
            int n = channel.read(into, at);
            if (n < 0) {
                throw new MalformedErofsException(position, "file ends while it is read");
            }
            at += n;
        }
    }

    private void check(long position, long length) {
        if (position < 0 || length < 0 || position > size || length > size - position) {
            throw new MalformedErofsException(
                    position,
                    Long.toUnsignedString(length) + " bytes are needed here, beyond the end of the image at " + size);
        }
    }
}
