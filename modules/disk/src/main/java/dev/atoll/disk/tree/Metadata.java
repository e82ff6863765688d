package dev.atoll.disk.tree;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an inode knows beside its contents.
 *
 * @param uid owner, 0 to 2^32-1
 * @param gid group, 0 to 2^32-1
 * @param mode permission, set-id and sticky bits (octal 0 to 07777), without the file type
 * @param mtime modification time, seconds since 1970-01-01 UTC
 * @param xattrs extended attributes by full name ({@code security.capability}); buffers are read-only
 */
public record Metadata(long uid, long gid, int mode, long mtime, SortedMap<String, ByteBuffer> xattrs) {
    public Metadata {
        if (uid < 0 || uid > 0xffff_ffffL || gid < 0 || gid > 0xffff_ffffL) {
            throw new IllegalArgumentException("owner out of range: " + uid + ":" + gid);
        }
        if ((mode & ~07777) != 0) {
            throw new IllegalArgumentException("mode out of range: 0" + Integer.toOctalString(mode));
        }
        TreeMap<String, ByteBuffer> copy = new TreeMap<>();
        xattrs.forEach((name, value) -> copy.put(name, value.asReadOnlyBuffer()));
        xattrs = Collections.unmodifiableSortedMap(copy);
    }

    /** Owned by root, without extended attributes. */
    public static Metadata root(int mode, long mtime) {
        return new Metadata(0, 0, mode, mtime, Collections.emptySortedMap());
    }

    public Metadata withMode(int newMode) {
        return new Metadata(uid, gid, newMode, mtime, xattrs);
    }

    public Metadata withOwner(long newUid, long newGid) {
        return new Metadata(newUid, newGid, mode, mtime, xattrs);
    }

    public Metadata withMtime(long newMtime) {
        return new Metadata(uid, gid, mode, newMtime, xattrs);
    }
}
