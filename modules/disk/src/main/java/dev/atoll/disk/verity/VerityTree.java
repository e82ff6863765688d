package dev.atoll.disk.verity;

import static dev.atoll.disk.verity.BlockHasher.BLOCK;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** A hash tree over data blocks of 4096 bytes. Equal data and salt give an equal tree. Thread safe. */
public final class VerityTree {
    private final byte[] salt;
    private final long dataBlocks;
    private final byte[] rootHash;

    /** From the leaves up; empty if the data is one block, whose hash is then the root hash. */
    private final List<HashLevel> levels;

    private VerityTree(byte[] salt, long dataBlocks, byte[] rootHash, List<HashLevel> levels) {
        this.salt = salt;
        this.dataBlocks = dataBlocks;
        this.rootHash = rootHash;
        this.levels = List.copyOf(levels);
    }

    static VerityTree over(HashLevel leaves, byte[] salt) {
        BlockHasher hasher = new BlockHasher(salt);
        List<HashLevel> levels = new ArrayList<>();
        HashLevel top = leaves;
        while (top.hashes() > 1) {
            levels.add(top);
            top = top.above(hasher);
        }
        return new VerityTree(salt, leaves.hashes(), top.only(), levels);
    }

    /** The 32 bytes to trust. */
    public byte[] rootHash() {
        return rootHash.clone();
    }

    /** The root hash in 64 lower-case hexadecimal digits, as a kernel command line has it. */
    public String rootHashHex() {
        return HexFormat.of().formatHex(rootHash);
    }

    /** Blocks of data below the tree. */
    public long dataBlocks() {
        return dataBlocks;
    }

    /** Size in bytes of the hash area, superblock included; a multiple of 4096. */
    public long size() {
        long blocks = 1;
        for (HashLevel level : levels) {
            blocks += level.blocks();
        }
        return blocks * BLOCK;
    }

    /**
     * Writes the hash area, {@link #size()} bytes; {@code out} is neither flushed nor closed.
     *
     * @param uuid of the verity device; not covered by the root hash
     */
    public void writeTo(OutputStream out, UUID uuid) throws IOException {
        out.write(new VeritySuperblock(uuid, dataBlocks, salt).encode());
        for (HashLevel level : levels.reversed()) {
            level.writeTo(out);
        }
    }
}
