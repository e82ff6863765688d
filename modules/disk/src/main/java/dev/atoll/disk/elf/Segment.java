package dev.atoll.disk.elf;

import java.nio.ByteBuffer;

/** A program header: where a part of the file ({@code offset}, {@code fileSize}) goes in memory ({@code address}). */
record Segment(int type, long offset, long address, long fileSize, long alignment) {
    static final int LOAD = 1;
    static final int DYNAMIC = 2;
    static final int INTERPRETER = 3;
    static final int NOTE = 4;

    /** Size of an entry of the program header table ({@code e_phentsize}), bytes. */
    static final int BYTES = 56;

    static Segment read(ByteBuffer table, int index) {
        int at = index * BYTES;
        return new Segment(
                table.getInt(at),
                table.getLong(at + 8),
                table.getLong(at + 16),
                table.getLong(at + 32),
                table.getLong(at + 48));
    }

    /** Whether the bytes that stand in the file for this segment hold a memory address. */
    boolean holds(long target) {
        return type == LOAD && Long.compareUnsigned(target - address, fileSize) < 0;
    }
}
