package dev.atoll.packages.payload;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that a package puts into the tree.
 *
 * @param path relative to the root, without a leading slash, {@code .}, {@code ..} or empty components; never empty
 * @param type what it is
 * @param mode permission, set-id and sticky bits (octal 0 to 07777)
 * @param uid owner, 0 to 2^32-1
 * @param gid group, 0 to 2^32-1
 * @param mtime seconds since 1970-01-01 UTC
 * @param link a symbolic link's target as written; a hard link's file, the {@code path} of an earlier entry; else empty
 * @param major of a device, else 0
 * @param minor of a device, else 0
 * @param offset where a file's contents begin in {@link Payload#data()}, in bytes; else 0
 * @param size bytes of a file's contents, else 0
 * @param xattrs extended attributes by full name; buffers are read-only
 */
public record PayloadEntry(
        String path,
        EntryType type,
        int mode,
        long uid,
        long gid,
        long mtime,
        String link,
        int major,
        int minor,
        long offset,
        long size,
        SortedMap<String, ByteBuffer> xattrs) {
    public PayloadEntry {
        if (path.isEmpty() || path.startsWith("/") || (mode & ~07777) != 0 || offset < 0 || size < 0) {
            throw new IllegalArgumentException("bad payload entry: " + path);
        }
        xattrs = xattrs.isEmpty()
                ? Collections.emptySortedMap()
                : Collections.unmodifiableSortedMap(new TreeMap<>(xattrs));
    }
}
