package dev.atoll.disk.verity;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What the superblock before a hash tree says. Nothing vouches for it: the root hash is not in it.
 *
 * @param uuid of the verity device
 * @param dataBlocks blocks of 4096 bytes that are hashed
 * @param salt hexadecimal
 */
public record VerityArea(UUID uuid, long dataBlocks, String salt) {

    /**
     * Reads the superblock of a hash area.
     *
     * @param offset where the area begins, in bytes
     * @throws MalformedVerityException if there is none, or one of another kind than {@link VerityTree} writes
     * @throws IOException if the channel cannot be read
     */
    public static VerityArea read(FileChannel channel, long offset) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(VeritySuperblock.SIZE);
        while (block.hasRemaining()) {
            if (channel.read(block, offset + block.position()) < 0) {
                throw new EOFException("the file ends inside the verity superblock at byte " + offset);
            }
        }
        VeritySuperblock superblock = VeritySuperblock.decode(block.array());
        return new VerityArea(
                superblock.uuid(), superblock.dataBlocks(), HexFormat.of().formatHex(superblock.salt()));
    }
}
