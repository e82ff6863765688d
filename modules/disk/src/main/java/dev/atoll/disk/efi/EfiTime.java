package dev.atoll.disk.efi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** An EFI_TIME as authenticated variables carry it: UTC to the second, every other field zero. */
public record EfiTime(LocalDateTime utc) {
    /** Size in bytes. */
    public static final int SIZE = 16;

    /** @throws IllegalArgumentException if the year is not 1900 to 9999 */
    public EfiTime {
        if (utc.getYear() < 1900 || utc.getYear() > 9999) {
            throw new IllegalArgumentException("EFI_TIME has years 1900 to 9999, not " + utc.getYear());
        }
        utc = utc.withNano(0);
    }

    /** The second in which the instant lies. */
    public static EfiTime of(Instant instant) {
        return new EfiTime(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    /** Reads a time; its zone, nanoseconds and padding are passed over. */
    static EfiTime get(ByteBuffer bytes, int at) {
        ByteBuffer little = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        try {
            return new EfiTime(LocalDateTime.of(
                    Short.toUnsignedInt(little.getShort(at)),
                    little.get(at + 2),
                    little.get(at + 3),
                    little.get(at + 4),
                    little.get(at + 5),
                    little.get(at + 6)));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time: " + e.getMessage(), e);
        }
    }

    void put(ByteBuffer out) {
        ByteBuffer bytes = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) utc.getYear())
                .put((byte) utc.getMonthValue())
                .put((byte) utc.getDayOfMonth())
                .put((byte) utc.getHour())
                .put((byte) utc.getMinute())
                .put((byte) utc.getSecond());
        out.put(bytes.position(0));
    }
}
