package dev.atoll.disk.verity;

import static dev.atoll.disk.verity.BlockHasher.BLOCK;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Passes bytes on and hashes them in blocks of 4096 on the way; {@link #finish()} gives the tree. Memory grows by 32
 * bytes a block. Not thread safe.
 */
public final class VerityOutputStream extends FilterOutputStream {
    private final byte[] salt;
    private final BlockHasher hasher;
    private final HashLevel leaves = new HashLevel();
    private final byte[] partial = new byte[BLOCK];
    private int filled;

    /**
     * Hashes what is written to {@code out}.
     *
     * @param salt put before each block when it is hashed; at most 256 bytes, may be empty
     */
    public VerityOutputStream(OutputStream out, byte[] salt) {
        super(out);
        this.salt = salt.clone();
        this.hasher = new BlockHasher(this.salt);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        out.write(bytes, offset, length);
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (filled == 0 && end - at >= BLOCK) {
                leaves.add(hasher, bytes, at);
                at += BLOCK;
            } else {
                int n = Math.min(BLOCK - filled, end - at);
                System.arraycopy(bytes, at, partial, filled, n);
                at += n;
                filled += n;
                if (filled == BLOCK) {
                    leaves.add(hasher, partial, 0);
                    filled = 0;
                }
            }
        }
    }

    /**
     * The tree over everything written so far; the stream stays open.
     *
     * @throws IllegalStateException if that is nothing or no multiple of 4096 bytes
     */
    public VerityTree finish() {
        if (filled != 0 || leaves.hashes() == 0) {
            throw new IllegalStateException("a hash tree stands over whole blocks of " + BLOCK
                    + " bytes and at least one; " + leaves.hashes() + " and " + filled + " bytes were written");
        }
        return VerityTree.over(leaves, salt);
    }
}
