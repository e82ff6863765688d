package dev.atoll.disk.verity;

import java.io.Serial;

/** A block that is not the one its hash was made of. */
public final class VerityMismatchException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final boolean inData;
    private final long block;
    private final String expected;
    private final String found;

    VerityMismatchException(boolean inData, long block, long offset, String expected, String found) {
        super((inData ? "data" : "hash") + " block " + block + ", at byte " + offset + " of the file, has hash " + found
                + " where the tree has " + expected + "; the data was altered or is another's");
        this.inData = inData;
        this.block = block;
        this.expected = expected;
        this.found = found;
    }

    /** Whether the block is one of the data; else it is one of the tree. */
    public boolean inData() {
        return inData;
    }

    /** Number of the block, from 0, counted from the first of the data or of the hash area, superblock included. */
    public long block() {
        return block;
    }

    /** The hash that the tree, or the caller for its root, has for the block, in hexadecimal. */
    public String expected() {
        return expected;
    }

    /** The block's hash in hexadecimal. */
    public String found() {
        return found;
    }
}
