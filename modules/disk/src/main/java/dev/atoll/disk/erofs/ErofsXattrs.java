package dev.atoll.disk.erofs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SortedMap;

/**
 * Extended attributes as they stand behind an inode: a header of 12 bytes, then entries of name and value, each padded
 * to 4 bytes. The usual name prefixes are stored as a number.
 */
final class ErofsXattrs {
    static final int HEADER = 12;
    static final int ENTRY = 4;

    private static final int MAX_SUFFIX = 255;
    private static final int MAX_VALUE = 0xffff;

    /** The count field of an inode is 16 bits wide and counts 4-byte words, the header as one. */
    private static final int MAX_AREA = HEADER + 0xfffe * 4;

    private ErofsXattrs() {}

    /** The name prefixes that the format numbers. */
    enum Prefix {
        USER(1, "user."),
        ACL_ACCESS(2, "system.posix_acl_access"),
        ACL_DEFAULT(3, "system.posix_acl_default"),
        TRUSTED(4, "trusted."),
        SECURITY(6, "security.");

        final int index;
        final String text;

        Prefix(int index, String text) {
            this.index = index;
            this.text = text;
        }

        private boolean isWhole() {
            return this == ACL_ACCESS || this == ACL_DEFAULT;
        }

        boolean matches(String name) {
            return isWhole() ? name.equals(text) : name.startsWith(text) && name.length() > text.length();
        }
    }

    /** The area for these attributes, a multiple of 4 bytes; empty if there are none. */
    static byte[] encode(String path, SortedMap<String, ByteBuffer> xattrs) {
        if (xattrs.isEmpty()) {
            return new byte[0];
        }
        int size = HEADER;
        for (var xattr : xattrs.entrySet()) {
            Prefix prefix = prefix(path, xattr.getKey());
            int suffix = suffix(path, prefix, xattr.getKey()).length;
            int value = xattr.getValue().remaining();
            if (suffix > MAX_SUFFIX || value > MAX_VALUE) {
                throw new IllegalArgumentException("extended attribute " + xattr.getKey() + " of /" + path
                        + " is too long for EROFS: name " + suffix + " of " + MAX_SUFFIX + " bytes, value " + value
                        + " of " + MAX_VALUE);
            }
            size = (int) ErofsLayout.align(size + ENTRY + suffix + value, 4);
            if (size > MAX_AREA) {
                throw new IllegalArgumentException(
                        "extended attributes of /" + path + " take more than " + MAX_AREA + " bytes");
            }
        }
        ByteBuffer area = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        area.position(HEADER);
        for (var xattr : xattrs.entrySet()) {
            Prefix prefix = prefix(path, xattr.getKey());
            byte[] suffix = suffix(path, prefix, xattr.getKey());
            ByteBuffer value = xattr.getValue().duplicate();
            area.put((byte) suffix.length).put((byte) prefix.index).putShort((short) value.remaining());
            area.put(suffix).put(value);
            area.position((int) ErofsLayout.align(area.position(), 4));
        }
        return area.array();
    }

    /** The prefix of this number, as an entry at {@code position} states it. */
    static Prefix prefix(int index, long position) {
        for (Prefix prefix : Prefix.values()) {
            if (prefix.index == index) {
                return prefix;
            }
        }
        throw new MalformedErofsException(position, "extended attribute's prefix " + index + " is unknown");
    }

    private static Prefix prefix(String path, String name) {
        for (Prefix prefix : Prefix.values()) {
            if (prefix.matches(name)) {
                return prefix;
            }
        }
        throw new IllegalArgumentException("extended attribute " + name + " of /" + path
                + " has no place in EROFS; names begin with user., trusted. or security., or are POSIX ACLs");
    }

    private static byte[] suffix(String path, Prefix prefix, String name) {
        return Names.utf8(path, name.substring(prefix.text.length()));
    }
}
