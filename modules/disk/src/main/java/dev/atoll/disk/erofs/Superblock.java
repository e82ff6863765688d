package dev.atoll.disk.erofs;

import static dev.atoll.disk.erofs.ErofsLayout.SUPERBLOCK_OFFSET;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** The superblock of an image to be written; the reader's counterpart is {@link ErofsImage}. */
record Superblock(int rootNid, long inodes, ErofsOptions options, long blocks) {
    static final int CHECKSUM_AT = 4;

    /** Puts {@code struct erofs_super_block} into the image's first block, whose other bytes must be final. */
    void put(byte[] bytes) {
        ByteBuffer image = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).position(SUPERBLOCK_OFFSET);
        image.putInt(ErofsLayout.MAGIC).putInt(0);
        image.putInt(ErofsLayout.FEATURE_COMPAT_SB_CHKSUM | ErofsLayout.FEATURE_COMPAT_MTIME);
        image.put((byte) ErofsLayout.BLOCK_BITS).put((byte) 0).putShort((short) rootNid);
        image.putLong(inodes).putLong(options.buildTime()).putInt(0);
        image.putInt((int) blocks).putInt(0).putInt(0);
        putBigEndian(image, options.uuid().getMostSignificantBits());
        putBigEndian(image, options.uuid().getLeastSignificantBits());
        image.put(options.volumeName().getBytes(StandardCharsets.UTF_8));
        int length = ErofsLayout.BLOCK - SUPERBLOCK_OFFSET;
        image.putInt(SUPERBLOCK_OFFSET + CHECKSUM_AT, checksum(bytes, SUPERBLOCK_OFFSET, length));
    }

    private static void putBigEndian(ByteBuffer image, long value) {
        image.putLong(Long.reverseBytes(value));
    }

    /** CRC-32C seeded with all ones and, unlike the usual one, not inverted at the end; the field itself as zero. */
    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, CHECKSUM_AT);
        crc.update(new byte[4]);
        crc.update(bytes, offset + CHECKSUM_AT + 4, length - CHECKSUM_AT - 4);
        return (int) ~crc.getValue();
    }
}
