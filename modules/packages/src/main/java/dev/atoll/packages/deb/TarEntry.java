package dev.atoll.packages.deb;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a tar header says about one member.
 *
 * @param path relative, without {@code .}, {@code ..} and empty components; empty for the root
 * @param kind what it is
 * @param mode permission, set-id and sticky bits (octal 0 to 07777)
 * @param uid owner, 0 to 2^32-1
 * @param gid group, 0 to 2^32-1
 * @param mtime seconds since 1970-01-01 UTC
 * @param link a symbolic link's target as written, a hard link's as a path like {@code path}; else empty
 * @param major of a device, else 0
 * @param minor of a device, else 0
 * @param size bytes of contents of a regular file, else 0
 * @param xattrs extended attributes by full name; buffers are read-only
 */
public record TarEntry(
        String path,
        Kind kind,
        int mode,
        long uid,
        long gid,
        long mtime,
        String link,
        int major,
        int minor,
        long size,
        SortedMap<String, ByteBuffer> xattrs) {
    public TarEntry {
        xattrs = xattrs.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(xattrs));
    }

    /** What a member is. */
    public enum Kind {
        FILE,
        DIRECTORY,
        SYMLINK,
        HARD_LINK,
        CHARACTER_DEVICE,
        BLOCK_DEVICE,
        FIFO
    }
}
