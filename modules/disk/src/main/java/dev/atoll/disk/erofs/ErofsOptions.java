package dev.atoll.disk.erofs;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What an image says of itself.
 *
 * @param uuid of the file system
 * @param volumeName label, at most 15 bytes of UTF-8; may be empty
 * @param buildTime seconds since 1970-01-01 UTC; an inode of this very modification time is stored in half the space
 */
public record ErofsOptions(UUID uuid, String volumeName, long buildTime) {
    static final int MAX_VOLUME_NAME = 15;

    public ErofsOptions {
        int length = volumeName.getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_VOLUME_NAME || volumeName.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("volume name \"" + volumeName + "\" has " + length
                    + " bytes; choose one of at most " + MAX_VOLUME_NAME + " without NUL");
        }
    }
}
