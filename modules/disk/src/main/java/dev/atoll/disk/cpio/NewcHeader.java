package dev.atoll.disk.cpio;

import java.nio.charset.StandardCharsets;

/**
 * The thirteen fields of an entry; each is 32 bits without sign. {@code nameSize} counts the name's NUL.
 */
record NewcHeader(
        long inode,
        long mode,
        long uid,
        long gid,
        long links,
        long mtime,
        long size,
        long deviceMajor,
        long deviceMinor,
        long specialMajor,
        long specialMinor,
        long nameSize) {
    static final int SIZE = 110;
    static final int ALIGNMENT = 4;
    static final String MAGIC = "070701";
    static final String TRAILER = "TRAILER!!!";
    static final long MAX = 0xffff_ffffL;

    static final int S_IFMT = 0170000;
    static final int S_IFSOCK = 0140000;
    static final int S_IFLNK = 0120000;
    static final int S_IFREG = 0100000;
    static final int S_IFBLK = 0060000;
    static final int S_IFDIR = 0040000;
    static final int S_IFCHR = 0020000;
    static final int S_IFIFO = 0010000;

    private static final int FIELD = 8;

    byte[] encode() {
        StringBuilder text = new StringBuilder(SIZE).append(MAGIC);
        long[] fields = {
            inode, mode, uid, gid, links, mtime, size, deviceMajor, deviceMinor, specialMajor, specialMinor, nameSize, 0
        };
        for (long field : fields) {
            for (int shift = 28; shift >= 0; shift -= 4) {
                text.append(Character.forDigit((int) (field >>> shift) & 0xf, 16));
            }
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads a header of {@link #SIZE} bytes that stands at {@code position} of its archive.
     *
     * @throws MalformedCpioException if it is none
     */
    static NewcHeader decode(byte[] header, long position) {
        String text = new String(header, StandardCharsets.ISO_8859_1);
        if (!text.startsWith(MAGIC)) {
            throw new MalformedCpioException(
                    position, "there is no newc header; compressed archives are to be decompressed first");
        }
        long[] fields = new long[12];
        for (int i = 0; i < fields.length; i++) {
            int at = MAGIC.length() + i * FIELD;
            for (int digit = at; digit < at + FIELD; digit++) {
                int value = Character.digit(text.charAt(digit), 16);
                if (value < 0) {
                    throw new MalformedCpioException(position, "header has a field that is not hexadecimal");
                }
                fields[i] = fields[i] << 4 | value;
            }
        }
        return new NewcHeader(
                fields[0],
                fields[1],
                fields[2],
                fields[3],
                fields[4],
                fields[5],
                fields[6],
                fields[7],
                fields[8],
                fields[9],
                fields[10],
                fields[11]);
    }

    int type() {
        return (int) mode & S_IFMT;
    }
}
