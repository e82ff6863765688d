package dev.atoll.disk.pe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A stub as small as they get: headers, {@code .text} and {@code .sbat} of one file block each, and what one adds. */
final class SmallPe {
    static final int PE = 64;
    static final int OPTIONAL = PE + 24;
    static final int TABLE = OPTIONAL + 240;
    static final int HEADERS = 1024;

    private SmallPe() {}

    static byte[] create(byte... trailing) {
        ByteBuffer out = ByteBuffer.allocate(HEADERS + 1024 + trailing.length).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort(0, (short) 0x5a4d).putInt(60, PE);
        out.putInt(PE, 0x4550).putShort(PE + 4, (short) 0x8664).putShort(PE + 6, (short) 2);
        out.putShort(PE + 20, (short) 240).putShort(PE + 22, (short) 0x22e);
        out.putShort(OPTIONAL, (short) 0x20b).putInt(OPTIONAL + 8, 512);
        out.putInt(OPTIONAL + 32, 4096).putInt(OPTIONAL + 36, 512);
        out.putInt(OPTIONAL + 56, 12288).putInt(OPTIONAL + 60, HEADERS).putInt(OPTIONAL + 108, 16);
        section(out, 0, ".text", 4096, 500, 0x60000020);
        section(out, 1, ".sbat", 8192, 10, 0x40000040);
        out.put(HEADERS, "code".getBytes(StandardCharsets.US_ASCII));
        out.put(HEADERS + 512, "sbat,1,me\n".getBytes(StandardCharsets.US_ASCII));
        out.put(HEADERS + 1024, trailing);
        return out.array();
    }

    private static void section(ByteBuffer out, int index, String name, int address, int size, int flags) {
        int at = TABLE + 40 * index;
        out.put(at, name.getBytes(StandardCharsets.US_ASCII));
        out.putInt(at + 8, size).putInt(at + 12, address).putInt(at + 16, 512);
        out.putInt(at + 20, HEADERS + 512 * index).putInt(at + 36, flags);
    }

    static byte[] with(byte[] pe, int offset, int value) {
        byte[] changed = pe.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
        return changed;
    }
}
