package dev.atoll.disk.efi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/** A GUID as UEFI stores it: 16 bytes, the first three fields little-endian, the rest in order. */
public record EfiGuid(UUID value) {
    /** Size in bytes. */
    public static final int SIZE = 16;

    /**
     * Reads the usual notation, {@code 8be4df61-93ca-11d2-aa0d-00e098032b8c}.
     *
     * @throws IllegalArgumentException if the text is no GUID
     */
    public static EfiGuid of(String text) {
        return new EfiGuid(UUID.fromString(text));
    }

    static EfiGuid get(ByteBuffer bytes, int at) {
        ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long high = Integer.toUnsignedLong(little.getInt(at)) << 32
                | Short.toUnsignedLong(little.getShort(at + 4)) << 16
                | Short.toUnsignedLong(little.getShort(at + 6));
        return new EfiGuid(new UUID(high, little.order(ByteOrder.BIG_ENDIAN).getLong(at + 8)));
    }

    void put(ByteBuffer out) {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        long high = value.getMostSignificantBits();
        bytes.putInt((int) (high >>> 32)).putShort((short) (high >>> 16)).putShort((short) high);
        bytes.order(ByteOrder.BIG_ENDIAN).putLong(value.getLeastSignificantBits());
        out.put(bytes.flip());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
