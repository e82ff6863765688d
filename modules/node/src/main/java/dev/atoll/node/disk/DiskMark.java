package dev.atoll.node.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** GUIDs by which a node knows tables and partitions that it made (RFC 9562, version 8). */
public final class DiskMark {
    /** Begins the GUID of each disk whose table was made by a node: the first 48 bits, which version 8 leaves to its user. */
    private static final String PREFIX = "61746f6c-6c64-8";

    private DiskMark() {}

    /** The GUID for a new table: its beginning is the mark, the rest is random. */
    static String forTable(UUID random) {
        return PREFIX + random.toString().substring(PREFIX.length());
    }

    /** Whether a table was made by a node. Upper or lower case. */
    static boolean isOn(String guid) {
        return guid.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /**
     * The type of a partition with a label. systemd-repart finds a definition's partition by its type alone; with a type of
     * its own, none is ever taken for another.
     */
    public static UUID type(String label) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("atoll partition " + label).getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(digest);
            long high = (bytes.getLong() & ~0xf000L) | 0x8000L;
            long low = (bytes.getLong() & ~(0xc0L << 56)) | (0x80L << 56);
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
