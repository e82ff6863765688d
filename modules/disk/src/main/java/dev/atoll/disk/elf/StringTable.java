package dev.atoll.disk.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A table of strings that each end with a NUL, found by their index (gABI chapter 4, "String Table"). Strings may share
 * their ends, but what is read of a table in all is bounded by a small multiple of its size, whatever asks for it. Not
 * thread safe.
 */
public final class StringTable {
    /** How often a byte of a sound table is part of a string, at most; linkers merge few ends. */
    private static final int SHARING = 4;

    private static final int SMALL = 1 << 16;

    private final ByteBuffer table;
    private final Map<Integer, String> known = new HashMap<>();
    private long left;

    /** A table of all bytes of the buffer. */
    public StringTable(ByteBuffer table) {
        this.table = table;
        this.left = SMALL + (long) SHARING * table.limit();
    }

    /**
     * The string that begins at an index and ends at the next NUL, one {@code char} a byte.
     *
     * @param what names the string in errors
     * @throws MalformedElfException if it begins outside or does not end, or the strings overlap too much
     */
    public String at(long index, String what) {
        if (index < 0 || index >= table.limit()) {
            throw new MalformedElfException(
                    what + " begins at " + index + " of a string table of " + table.limit() + " bytes");
        }
        String seen = known.get((int) index);
        if (seen != null) {
            return seen;
        }
        int from = (int) index;
        int end = from;
        while (end < table.limit() && table.get(end) != 0) {
            end++;
        }
        if (end == table.limit()) {
            throw new MalformedElfException(what + " does not end within its string table");
        }
        left -= end - from;
        if (left < 0) {
            throw new MalformedElfException("the strings of a table of " + table.limit() + " bytes overlap");
        }
        byte[] bytes = new byte[end - from];
        table.get(from, bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        known.put(from, text);
        return text;
    }
}
