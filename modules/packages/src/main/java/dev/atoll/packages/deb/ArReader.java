package dev.atoll.packages.deb;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Reads the members of an ar(5) archive as deb(5) uses it: names of at most 16 bytes, no symbol tables. */
final class ArReader {
    private static final byte[] MAGIC = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 60;

    private final Source in;
    private long pending;

    /** Checks the magic. */
    ArReader(Source in) {
        this.in = in;
        byte[] magic = new byte[MAGIC.length];
        in.readFully(magic, magic.length);
        if (!Arrays.equals(magic, MAGIC)) {
            throw in.malformed("it is not a Debian package");
        }
    }

    /** The next member, after what is left of the one before; none at the end of the archive. */
    Optional<Member> next() {
        in.skipFully(pending);
        pending = 0;
        int first = in.read();
        if (first < 0) {
            return Optional.empty();
        }
        byte[] header = new byte[HEADER];
        in.readFully(header, HEADER - 1);
        String text = (char) first + new String(header, 0, HEADER - 1, StandardCharsets.ISO_8859_1);
        if (!text.endsWith("`\n")) {
            throw in.malformed("a damaged archive header");
        }
        String name = text.substring(0, 16).stripTrailing();
        long size = size(text.substring(48, 58).strip());
        pending = size + size % 2;
        return Optional.of(new Member(name.endsWith("/") ? name.substring(0, name.length() - 1) : name, size));
    }

    private long size(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw in.malformed("an archive member without a size");
        }
        return Long.parseLong(digits);
    }

    /** The bytes of the member just returned. */
    InputStream contents(Member member) {
        return new InputStream() {
            private long left = member.size();

            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (length == 0) {
                    return 0;
                }
                if (left == 0) {
                    return -1;
                }
                int n = in.read(buffer, offset, (int) Math.min(length, left));
                if (n < 0) {
                    throw in.malformed("it ends too early");
                }
                left -= n;
                pending -= n;
                return n;
            }

            @Override
            public int available() {
                return (int) Math.min(left, Integer.MAX_VALUE);
            }
        };
    }

    /** Name and size in bytes of a member. */
    record Member(String name, long size) {}
}
