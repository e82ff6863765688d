package dev.atoll.disk.erofs;

import static dev.atoll.disk.erofs.ErofsLayout.SUPERBLOCK_OFFSET;
import static dev.atoll.disk.erofs.ErofsLayout.SUPERBLOCK_SIZE;

import dev.atoll.disk.tree.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** The bytes of an image inside a file, with what its superblock says; positions are relative to the image. */
final class ErofsImage {
    private static final int MIN_BLOCK_BITS = 9;
    private static final int MAX_BLOCK_BITS = 16;
    private static final int WINDOW = 1 << 16;
    private static final int VOLUME_NAME = 16;

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
    private long inodes;
    private UUID uuid = new UUID(0, 0);
    private String volumeName = "";
    private int prefixCount;
    private long prefixStart;
    private long packedNid;

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
        refuseUnknown(superblock.getInt(80));
        require(superblock.get(90) == 0, 90, "directories have blocks of their own size, which is not supported");
        require(superblock.getShort(86) == 0, 86, "its data lies on further devices, which is not supported");
        long said = Integer.toUnsignedLong(superblock.getInt(36)) << blockBits;
        require(said <= size, 36, "image has " + said + " bytes and the file only " + size);
        size = said;
        rootNid = Short.toUnsignedLong(superblock.getShort(14));
        buildTime = superblock.getLong(24);
        metaStart = Integer.toUnsignedLong(superblock.getInt(40)) << blockBits;
        xattrStart = Integer.toUnsignedLong(superblock.getInt(44)) << blockBits;
        inodes = superblock.getLong(16);
        uuid = new UUID(Long.reverseBytes(superblock.getLong(48)), Long.reverseBytes(superblock.getLong(56)));
        volumeName = label(superblock);
        prefixCount = Byte.toUnsignedInt(superblock.get(91));
        prefixStart = Integer.toUnsignedLong(superblock.getInt(92)) << 2;
        boolean packed = (superblock.getInt(80) & ErofsLayout.FEATURE_INCOMPAT_FRAGMENTS) != 0;
        packedNid = packed ? superblock.getLong(96) : 0;
        if ((superblock.getInt(8) & ErofsLayout.FEATURE_COMPAT_SB_CHKSUM) != 0) {
            checksum(superblock.getInt(Superblock.CHECKSUM_AT));
        }
    }

    /** Fragments alone say nothing: the packed inode also holds prefixes of attributes. */
    private static void refuseUnknown(int features) {
        int compression = ErofsLayout.FEATURE_INCOMPAT_COMPRESSION | ErofsLayout.FEATURE_INCOMPAT_COMPRESSED_TAILS;
        require(
                (features & compression) == 0,
                80,
                "the image is compressed, which is not supported (features 0x%x)".formatted(features));
        require(
                (features & ErofsLayout.FEATURE_INCOMPAT_DEVICES) == 0,
                80,
                "its data lies on further devices, which is not supported");
        int unknown = features
                & ~(ErofsLayout.FEATURE_INCOMPAT_ZERO_PADDING
                        | ErofsLayout.FEATURE_INCOMPAT_CHUNKS
                        | ErofsLayout.FEATURE_INCOMPAT_FRAGMENTS
                        | ErofsLayout.FEATURE_INCOMPAT_XATTR_PREFIXES);
        require(unknown == 0, 80, "features 0x" + Integer.toHexString(unknown) + " are not supported");
    }

    private static String label(ByteBuffer superblock) {
        int length = 0;
        while (length < VOLUME_NAME && superblock.get(64 + length) != 0) {
            length++;
        }
        byte[] name = new byte[length];
        superblock.get(64, name);
        return new String(name, StandardCharsets.ISO_8859_1);
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

    /** What the superblock says for people. */
    ErofsInfo info() {
        return new ErofsInfo(size, blockSize(), inodes, buildTime, uuid, volumeName);
    }

    /** How many prefixes of attributes the image has of its own. */
    int prefixCount() {
        return prefixCount;
    }

    /** Where they are: in the packed inode if there is one, else in the image. */
    long prefixStart() {
        return prefixStart;
    }

    /** The packed inode's number; 0 if there is none. */
    long packedNid() {
        return packedNid;
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

    /** Ranges as content of a file; holes have the offset -1. */
    Content pieces(List<Content.Pieces.Piece> ranges) {
        if (ranges.size() == 1 && ranges.getFirst().offset() >= 0) {
            return slice(ranges.getFirst().offset(), ranges.getFirst().size());
        }
        return new Content.Pieces(
                file,
                ranges.stream()
                        .map(range -> {
                            if (range.offset() < 0) {
                                return range;
                            }
                            check(range.offset(), range.size());
                            return new Content.Pieces.Piece(offset + range.offset(), range.size());
                        })
                        .toList());
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
