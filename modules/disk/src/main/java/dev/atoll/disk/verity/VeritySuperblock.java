package dev.atoll.disk.verity;

import static dev.atoll.disk.verity.BlockHasher.BLOCK;
import static dev.atoll.disk.verity.BlockHasher.MAX_SALT;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** The 512 bytes that {@code veritysetup} puts before a tree, padded here to a block. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never shared
record VeritySuperblock(UUID uuid, long dataBlocks, byte[] salt) {
    static final int SIZE = 512;

    private static final byte[] SIGNATURE = "verity\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ALGORITHM_SIZE = 32;
    private static final String ALGORITHM = "sha256";

    /** The superblock followed by zeros up to a whole block. */
    byte[] encode() {
        ByteBuffer block = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        block.put(SIGNATURE).putInt(1).putInt(1);
        block.putLong(Long.reverseBytes(uuid.getMostSignificantBits()));
        block.putLong(Long.reverseBytes(uuid.getLeastSignificantBits()));
        byte[] algorithm = new byte[ALGORITHM_SIZE];
        System.arraycopy(ALGORITHM.getBytes(StandardCharsets.US_ASCII), 0, algorithm, 0, ALGORITHM.length());
        block.put(algorithm).putInt(BLOCK).putInt(BLOCK).putLong(dataBlocks);
        block.putShort((short) salt.length).putShort((short) 0).putInt(0).put(salt);
        return block.array();
    }

    /**
     * Reads a superblock of {@link #SIZE} bytes or more.
     *
     * @throws MalformedVerityException if it is none, or of another kind than this package makes
     */
    static VeritySuperblock decode(byte[] bytes) {
        ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        byte[] signature = new byte[SIGNATURE.length];
        block.get(signature);
        require(Arrays.equals(signature, SIGNATURE), "there is no verity superblock");
        int version = block.getInt();
        int hashType = block.getInt();
        require(
                version == 1 && hashType == 1,
                "superblock version " + version + " with hash type " + hashType + " is not supported, only 1 with 1");
        long high = Long.reverseBytes(block.getLong());
        long low = Long.reverseBytes(block.getLong());
        byte[] name = new byte[ALGORITHM_SIZE];
        block.get(name);
        String algorithm = new String(name, StandardCharsets.ISO_8859_1);
        require(algorithm.startsWith(ALGORITHM + "\0"), "hash algorithm is not supported, only " + ALGORITHM);
        int dataBlock = block.getInt();
        int hashBlock = block.getInt();
        require(
                dataBlock == BLOCK && hashBlock == BLOCK,
                "blocks of " + Integer.toUnsignedString(dataBlock) + " and " + Integer.toUnsignedString(hashBlock)
                        + " bytes are not supported, only " + BLOCK);
        long dataBlocks = block.getLong();
        require(dataBlocks > 0, "number of data blocks is out of range: " + Long.toUnsignedString(dataBlocks));
        int saltSize = Short.toUnsignedInt(block.getShort());
        require(saltSize <= MAX_SALT, "salt of " + saltSize + " bytes is too long");
        block.position(block.position() + 6);
        byte[] salt = new byte[saltSize];
        block.get(salt);
        return new VeritySuperblock(new UUID(high, low), dataBlocks, salt);
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new MalformedVerityException(problem);
        }
    }
}
