package dev.atoll.packages.deb;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Extended header records of POSIX.1-2017 pax, {@code LENGTH KEY=VALUE\n} each; values stay bytes, for extended
 * attributes need not be text.
 */
final class PaxHeader {
    private static final String XATTR = "SCHILY.xattr.";

    private final Map<String, byte[]> records = new HashMap<>();
    private boolean given;

    /**
     * Takes the records of a member; the last of a key counts.
     *
     * @throws IllegalArgumentException if they are not as specified, or the member has had a header already
     */
    void add(byte[] bytes) {
        if (given) {
            throw new IllegalArgumentException("two extended tar headers for one member");
        }
        given = true;
        int at = 0;
        while (at < bytes.length) {
            int space = at;
            int length = 0;
            while (space < bytes.length && bytes[space] >= '0' && bytes[space] <= '9' && space - at < 8) {
                length = length * 10 + bytes[space++] - '0';
            }
            int end = at + length;
            if (space == at
                    || space >= bytes.length
                    || bytes[space] != ' '
                    || end <= space + 1
                    || end > bytes.length
                    || bytes[end - 1] != '\n') {
                throw new IllegalArgumentException("a damaged extended tar header");
            }
            add(bytes, space + 1, end - 1);
            at = end;
        }
    }

    private void add(byte[] bytes, int from, int to) {
        int equals = from;
        while (equals < to && bytes[equals] != '=') {
            equals++;
        }
        if (equals == from || equals == to) {
            throw new IllegalArgumentException("an extended tar header without a key");
        }
        String key = new String(bytes, from, equals - from, StandardCharsets.UTF_8);
        if (key.startsWith("GNU.sparse.")) {
            throw new IllegalArgumentException("a sparse file, which packages do not hold");
        }
        byte[] value = new byte[to - equals - 1];
        System.arraycopy(bytes, equals + 1, value, 0, value.length);
        records.put(key, value);
    }

    void clear() {
        records.clear();
        given = false;
    }

    byte @Nullable [] bytes(String key) {
        return records.get(key);
    }

    /** A decimal number with its fraction cut off towards the past, or {@code other} without such a record. */
    long number(String key, long other) {
        byte[] value = records.get(key);
        if (value == null) {
            return other;
        }
        String text = new String(value, StandardCharsets.US_ASCII);
        if (!text.matches("-?\\d{1,18}(\\.\\d{0,18})?")) {
            throw new IllegalArgumentException("an extended tar header with a bad number: " + key);
        }
        int dot = text.indexOf('.');
        long whole = Long.parseLong(dot < 0 ? text : text.substring(0, dot));
        boolean cut = dot >= 0 && text.chars().skip(dot + 1L).anyMatch(c -> c != '0');
        return text.startsWith("-") && cut ? whole - 1 : whole;
    }

    SortedMap<String, ByteBuffer> xattrs() {
        SortedMap<String, ByteBuffer> xattrs = new TreeMap<>();
        records.forEach((key, value) -> {
            if (key.startsWith(XATTR) && key.length() > XATTR.length()) {
                xattrs.put(key.substring(XATTR.length()), ByteBuffer.wrap(value).asReadOnlyBuffer());
            }
        });
        return xattrs;
    }
}
