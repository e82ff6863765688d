package dev.atoll.packages.deb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One 512-byte header block: ustar as POSIX.1-2017 has it, or GNU's older form of it. Numbers are octal text, or
 * big-endian binary where the first byte's high bit is set.
 */
final class TarHeader {
    static final int SIZE = 512;

    private static final int NAME = 0;
    private static final int MODE = 100;
    private static final int UID = 108;
    private static final int GID = 116;
    private static final int LENGTH = 124;
    private static final int MTIME = 136;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int LINK = 157;
    private static final int MAGIC = 257;
    private static final int MAJOR = 329;
    private static final int MINOR = 337;
    private static final int PREFIX = 345;

    private static final byte[] POSIX = "ustar\0".getBytes(StandardCharsets.US_ASCII);

    private final byte[] block;

    /** Looks at these bytes, {@value #SIZE} of them, without a copy. */
    TarHeader(byte[] block) {
        this.block = block;
    }

    /** Whether it is the zero block that ends an archive. */
    boolean isEnd() {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the sum of the bytes is as stated, the stated sum's own bytes counting as spaces. */
    boolean isSound() {
        int sum = 0;
        for (int i = 0; i < SIZE; i++) {
            sum += i >= CHECKSUM && i < CHECKSUM + 8 ? ' ' : block[i] & 0xff;
        }
        return sum == number(CHECKSUM, 8);
    }

    byte type() {
        return block[TYPE];
    }

    byte[] name() {
        byte[] name = bytes(NAME, 100);
        boolean posix = Arrays.equals(block, MAGIC, MAGIC + POSIX.length, POSIX, 0, POSIX.length);
        if (!posix || block[PREFIX] == 0) {
            return name;
        }
        byte[] prefix = bytes(PREFIX, 155);
        byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        whole[prefix.length] = '/';
        System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
        return whole;
    }

    byte[] link() {
        return bytes(LINK, 100);
    }

    long mode() {
        return number(MODE, 8);
    }

    long uid() {
        return number(UID, 8);
    }

    long gid() {
        return number(GID, 8);
    }

    long length() {
        return number(LENGTH, 12);
    }

    long mtime() {
        return number(MTIME, 12);
    }

    long major() {
        return number(MAJOR, 8);
    }

    long minor() {
        return number(MINOR, 8);
    }

    private byte[] bytes(int offset, int most) {
        int end = offset;
        while (end < offset + most && block[end] != 0) {
            end++;
        }
        return Arrays.copyOfRange(block, offset, end);
    }

    /** @throws IllegalArgumentException if it is no number */
    private long number(int offset, int width) {
        if (block[offset] < 0) {
            return binary(offset, width);
        }
        long value = 0;
        boolean digits = false;
        for (int i = offset; i < offset + width; i++) {
            byte b = block[i];
            if (b >= '0' && b <= '7') {
                value = (value << 3) | (b - '0');
                digits = true;
            } else if (b == 0 || (b == ' ' && digits)) {
                break;
            } else if (b != ' ') {
                throw new IllegalArgumentException("a number that is not octal in a tar header");
            }
        }
        return value;
    }

    private long binary(int offset, int width) {
        boolean negative = (block[offset] & 0x40) != 0;
        long value = (negative ? -1L << 6 : 0) | (block[offset] & 0x3f);
        for (int i = offset + 1; i < offset + width; i++) {
            long next = (value << 8) | (block[i] & 0xff);
            if (next >> 8 != value) {
                throw new IllegalArgumentException("a number of more than 64 bits in a tar header");
            }
            value = next;
        }
        return value;
    }
}
