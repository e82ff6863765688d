package dev.atoll.image.signing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A PE32+ image as small as they get: headers and one section of one file block. */
public final class SmallPe {
    private static final int PE = 64;
    private static final int OPTIONAL = PE + 24;
    private static final int TABLE = OPTIONAL + 240;
    static final int HEADERS = 1024;

    private SmallPe() {}

    public static byte[] create() {
        ByteBuffer out = ByteBuffer.allocate(HEADERS + 512).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort(0, (short) 0x5a4d).putInt(60, PE);
        out.putInt(PE, 0x4550).putShort(PE + 4, (short) 0x8664).putShort(PE + 6, (short) 1);
        out.putShort(PE + 20, (short) 240).putShort(PE + 22, (short) 0x22e);
        out.putShort(OPTIONAL, (short) 0x20b).putInt(OPTIONAL + 32, 4096).putInt(OPTIONAL + 36, 512);
        out.putInt(OPTIONAL + 56, 8192).putInt(OPTIONAL + 60, HEADERS).putInt(OPTIONAL + 108, 16);
        out.put(TABLE, ".text".getBytes(StandardCharsets.US_ASCII));
        out.putInt(TABLE + 8, 500).putInt(TABLE + 12, 4096).putInt(TABLE + 16, 512);
        out.putInt(TABLE + 20, HEADERS).putInt(TABLE + 36, 0x60000020);
        return out.array();
    }
}
