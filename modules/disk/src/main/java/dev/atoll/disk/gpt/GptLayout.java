package dev.atoll.disk.gpt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;
import java.util.zip.CRC32;

/** Where things stand in a GPT; UEFI 2.10, sections 5.2.3 (protective MBR), 5.3.2 (header) and 5.3.3 (entries). */
final class GptLayout {
    static final long SECTOR = 512;
    static final UUID NIL = new UUID(0, 0);

    static final int ENTRIES = 128;
    static final int ENTRY_SIZE = 128;
    static final long ENTRY_SECTORS = ENTRIES * ENTRY_SIZE / SECTOR;
    /** MBR, primary header, entries. */
    static final long FIRST_USABLE_SECTOR = 2 + ENTRY_SECTORS;

    static final int NAME_UNITS = 36;

    static final int MBR_PARTITIONS = 446;
    static final int MBR_PARTITION_SIZE = 16;
    static final int MBR_PARTITION_TYPE = 4;
    static final int MBR_SIGNATURE_AT = 510;
    static final short MBR_SIGNATURE = (short) 0xaa55;
    static final byte PROTECTIVE = (byte) 0xee;

    /** {@code EFI PART}. */
    static final long SIGNATURE = 0x5452_4150_2049_4645L;

    static final int REVISION = 0x0001_0000;
    static final int HEADER_SIZE = 92;
    static final int HEADER_CRC_AT = 16;

    private GptLayout() {}

    static ByteBuffer buffer(long size) {
        return ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    }

    static int crc(ByteBuffer bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    static void putGuid(ByteBuffer to, UUID guid) {
        long high = guid.getMostSignificantBits();
        to.putInt((int) (high >>> 32));
        to.putShort((short) (high >>> 16));
        to.putShort((short) high);
        to.putLong(Long.reverseBytes(guid.getLeastSignificantBits()));
    }

    static UUID getGuid(ByteBuffer from) {
        long high = Integer.toUnsignedLong(from.getInt()) << 32;
        high |= Short.toUnsignedLong(from.getShort()) << 16;
        high |= Short.toUnsignedLong(from.getShort());
        return new UUID(high, Long.reverseBytes(from.getLong()));
    }
}
