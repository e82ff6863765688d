package dev.atoll.disk.fat;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Date and time as directory entries hold them, section 6.3, taken as UTC.
 *
 * @param date 16 bits: years since 1980, month, day
 * @param time 16 bits: hours, minutes, seconds halved
 */
record FatTime(int date, int time) {
    private static final long FIRST = LocalDateTime.of(1980, 1, 1, 0, 0, 0).toEpochSecond(ZoneOffset.UTC);
    private static final long LAST = LocalDateTime.of(2107, 12, 31, 23, 59, 58).toEpochSecond(ZoneOffset.UTC);

    /** The nearest time FAT can tell, an even second from 1980 to 2107. */
    static FatTime of(long epochSecond) {
        LocalDateTime t = LocalDateTime.ofEpochSecond(Math.clamp(epochSecond, FIRST, LAST), 0, ZoneOffset.UTC);
        return new FatTime(
                ((t.getYear() - 1980) << 9) | (t.getMonthValue() << 5) | t.getDayOfMonth(),
                (t.getHour() << 11) | (t.getMinute() << 5) | (t.getSecond() / 2));
    }

    /** Seconds since 1970; the start of 1980 if the bits are no date, which many writers leave zero. */
    long epochSecond() {
        try {
            return LocalDateTime.of(
                            1980 + (date >> 9),
                            (date >> 5) & 15,
                            date & 31,
                            time >> 11,
                            (time >> 5) & 63,
                            (time & 31) * 2)
                    .toEpochSecond(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return FIRST;
        }
    }
}
