package dev.atoll.disk.verity;

import static dev.atoll.disk.verity.BlockHasher.BLOCK;
import static dev.atoll.disk.verity.BlockHasher.HASH;
import static dev.atoll.disk.verity.BlockHasher.HASHES_PER_BLOCK;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** One level of the tree: the hashes of all blocks below it, in blocks of 128, the last one padded with zeros. */
final class HashLevel {
    private final List<byte[]> blocks = new ArrayList<>();
    private long hashes;

    /** Adds the hash of the next block of the level below. */
    void add(BlockHasher hasher, byte[] data, int offset) {
        int slot = (int) (hashes % HASHES_PER_BLOCK);
        if (slot == 0) {
            blocks.add(new byte[BLOCK]);
        }
        hasher.hash(data, offset, blocks.getLast(), slot * HASH);
        hashes++;
    }

    long hashes() {
        return hashes;
    }

    int blocks() {
        return blocks.size();
    }

    /** The level above this one. */
    HashLevel above(BlockHasher hasher) {
        HashLevel above = new HashLevel();
        for (byte[] block : blocks) {
            above.add(hasher, block, 0);
        }
        return above;
    }

    /** The hash at a level of only one. */
    byte[] only() {
        byte[] hash = new byte[HASH];
        System.arraycopy(blocks.getFirst(), 0, hash, 0, HASH);
        return hash;
    }

    void writeTo(OutputStream out) throws IOException {
        for (byte[] block : blocks) {
            out.write(block);
        }
    }
}
