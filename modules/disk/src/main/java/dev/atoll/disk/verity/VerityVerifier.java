package dev.atoll.disk.verity;

import static dev.atoll.disk.verity.BlockHasher.BLOCK;
import static dev.atoll.disk.verity.BlockHasher.HASH;
import static dev.atoll.disk.verity.BlockHasher.HASHES_PER_BLOCK;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks data against its stored hash tree, from the root hash down; uses constant memory. */
public final class VerityVerifier {
    private static final int READ_BLOCKS = 256;

    private final FileChannel channel;
    private final long dataOffset;
    private final long hashOffset;
    private final BlockHasher hasher;

    /** A run of blocks: the data, or one level of the tree. */
    private record Run(boolean data, long firstBlock, long blocks) {}

    private VerityVerifier(FileChannel channel, long dataOffset, long hashOffset, byte[] salt) {
        this.channel = channel;
        this.dataOffset = dataOffset;
        this.hashOffset = hashOffset;
        this.hasher = new BlockHasher(salt);
    }

    /**
     * Checks every block of the tree, then every block of the data. Salt and number of blocks come from the
     * superblock, which the root hash vouches for only in effect: with a false salt or number no tree matches it.
     *
     * @param file a disk or image that holds both
     * @param dataOffset where the data begins, in bytes
     * @param hashOffset where the hash area begins, superblock first, in bytes
     * @param rootHash the 32 bytes to trust
     * @throws VerityMismatchException naming the first bad block
     * @throws MalformedVerityException if the superblock is missing, of another kind than {@link VerityTree} writes, or
     *     says more than the file has
     * @throws IOException if the file cannot be read
     */
    public static void verify(Path file, long dataOffset, long hashOffset, byte[] rootHash) throws IOException {
        if (dataOffset < 0 || hashOffset < 0 || rootHash.length != HASH) {
            throw new IllegalArgumentException("offsets are not negative and a root hash has " + HASH + " bytes");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            byte[] block = new byte[VeritySuperblock.SIZE];
            read(channel, ByteBuffer.wrap(block), hashOffset, "the superblock");
            VeritySuperblock superblock = VeritySuperblock.decode(block);
            List<Run> runs = runs(superblock.dataBlocks());
            requireRoom(channel.size(), dataOffset, superblock.dataBlocks(), "data");
            Run leaves = runs.get(Math.max(0, runs.size() - 2));
            long hashBlocks = leaves.data() ? 1 : leaves.firstBlock() + leaves.blocks();
            requireRoom(channel.size(), hashOffset, hashBlocks, "hash");
            new VerityVerifier(channel, dataOffset, hashOffset, superblock.salt()).verify(runs, rootHash);
        }
    }

    /** The levels from the root down as they lie in the hash area, then the data. */
    private static List<Run> runs(long dataBlocks) {
        List<Long> sizes = new ArrayList<>();
        for (long below = dataBlocks; below > 1; ) {
            below = (below - 1) / HASHES_PER_BLOCK + 1;
            sizes.add(below);
        }
        List<Run> runs = new ArrayList<>();
        long next = 1;
        for (long size : sizes.reversed()) {
            runs.add(new Run(false, next, size));
            next += size;
        }
        runs.add(new Run(true, 0, dataBlocks));
        return runs;
    }

    private static void requireRoom(long fileSize, long offset, long blocks, String what) {
        if (offset > fileSize || blocks > (fileSize - offset) / BLOCK) {
            throw new MalformedVerityException(
                    "file ends before the " + blocks + " " + what + " blocks that the superblock names");
        }
    }

    private void verify(List<Run> runs, byte[] rootHash) throws IOException {
        byte[] hashes = new byte[BLOCK];
        System.arraycopy(rootHash, 0, hashes, 0, HASH);
        verify(runs.getFirst(), null, hashes);
        for (int i = 1; i < runs.size(); i++) {
            verify(runs.get(i), runs.get(i - 1), hashes);
        }
    }

    /** Checks a run against the level above it, which has been checked, or against the hash given if it is the top. */
    private void verify(Run run, @Nullable Run above, byte[] hashes) throws IOException {
        byte[] buffer = new byte[READ_BLOCKS * BLOCK];
        byte[] found = new byte[HASH];
        for (long first = 0; first < run.blocks(); first += READ_BLOCKS) {
            int count = (int) Math.min(READ_BLOCKS, run.blocks() - first);
            read(channel, ByteBuffer.wrap(buffer, 0, count * BLOCK), offset(run, first), "a block");
            for (int i = 0; i < count; i++) {
                long block = first + i;
                int slot = (int) (block % HASHES_PER_BLOCK);
                if (slot == 0 && above != null) {
                    long parent = offset(above, block / HASHES_PER_BLOCK);
                    read(channel, ByteBuffer.wrap(hashes), parent, "a hash block");
                }
                hasher.hash(buffer, i * BLOCK, found, 0);
                compare(run, block, hashes, slot * HASH, found);
            }
        }
        requireNoMore(run, hashes);
    }

    /** The root hash does not cover the number of blocks, but the zeros behind the last hash. */
    private static void requireNoMore(Run run, byte[] hashes) {
        int used = (int) ((run.blocks() - 1) % HASHES_PER_BLOCK + 1) * HASH;
        for (int at = used; at < BLOCK; at++) {
            if (hashes[at] != 0) {
                throw new MalformedVerityException("tree has more hashes than the " + run.blocks()
                        + " blocks that the superblock calls for; the superblock was altered");
            }
        }
    }

    private void compare(Run run, long block, byte[] hashes, int at, byte[] found) {
        byte[] expected = new byte[HASH];
        System.arraycopy(hashes, at, expected, 0, HASH);
        if (!MessageDigest.isEqual(expected, found)) {
            HexFormat hex = HexFormat.of();
            throw new VerityMismatchException(
                    run.data(),
                    run.firstBlock() + block,
                    offset(run, block),
                    hex.formatHex(expected),
                    hex.formatHex(found));
        }
    }

    private long offset(Run run, long block) {
        return (run.data() ? dataOffset : hashOffset) + (run.firstBlock() + block) * BLOCK;
    }

    private static void read(FileChannel channel, ByteBuffer into, long offset, String what) throws IOException {
        long at = offset;
        while (into.hasRemaining()) {
            int n = channel.read(into, at);
            if (n < 0) {
                throw new MalformedVerityException("file ends inside " + what + " at byte " + at);
            }
            at += n;
        }
    }
}
