package dev.atoll.disk.erofs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the extended attributes of inodes, their own and shared ones, up to a total that bounds memory. */
final class StoredXattrs {
    private static final long MAX_TOTAL = 64L << 20;

    private final ErofsImage image;
    private final Map<Long, ByteBuffer> known = new HashMap<>();
    private final List<String> prefixes;
    private long total;

    StoredXattrs(ErofsImage image) throws IOException {
        this.image = image;
        this.prefixes = XattrPrefixes.read(image);
    }

    SortedMap<String, ByteBuffer> of(StoredInode inode) throws IOException {
        SortedMap<String, ByteBuffer> xattrs = new TreeMap<>();
        if (inode.xattrSize() == 0) {
            return xattrs;
        }
        count(inode.bodyAt(), inode.xattrSize());
        ByteBuffer area = image.buffer(inode.bodyAt(), inode.xattrSize());
        int shared = Byte.toUnsignedInt(area.get(4));
        if (ErofsXattrs.HEADER + shared * 4 > area.capacity()) {
            throw new MalformedErofsException(inode.bodyAt(), "shared attributes overrun their area");
        }
        area.position(ErofsXattrs.HEADER);
        for (int i = 0; i < shared; i++) {
            shared(Integer.toUnsignedLong(area.getInt()), xattrs);
        }
        while (area.remaining() >= ErofsXattrs.ENTRY) {
            int start = area.position();
            int size = entrySize(area);
            if (size > area.remaining()) {
                throw new MalformedErofsException(inode.bodyAt() + start, "attribute overruns its area");
            }
            put(area.slice(start, size).order(area.order()), inode.bodyAt() + start, xattrs);
            area.position((int) Math.min(area.capacity(), ErofsLayout.align(start + size, 4)));
        }
        return xattrs;
    }

    private void shared(long id, SortedMap<String, ByteBuffer> xattrs) throws IOException {
        long at = image.sharedXattrAt(id);
        ByteBuffer entry = known.get(at);
        if (entry == null) {
            int size = entrySize(image.buffer(at, ErofsXattrs.ENTRY));
            count(at, size);
            entry = image.buffer(at, size);
            known.put(at, entry);
        }
        put(entry.duplicate(), at, xattrs);
    }

    /** Size of the entry at the buffer's position, without padding. */
    private static int entrySize(ByteBuffer area) {
        int at = area.position();
        return ErofsXattrs.ENTRY + Byte.toUnsignedInt(area.get(at)) + Short.toUnsignedInt(area.getShort(at + 2));
    }

    private void put(ByteBuffer entry, long at, SortedMap<String, ByteBuffer> xattrs) {
        int suffix = Byte.toUnsignedInt(entry.get(0));
        byte[] bytes = new byte[suffix];
        entry.get(ErofsXattrs.ENTRY, bytes);
        String prefix = prefix(Byte.toUnsignedInt(entry.get(1)), at);
        int value = ErofsXattrs.ENTRY + suffix;
        String name = prefix + Names.text(bytes, 0, suffix, at);
        if (xattrs.put(name, entry.slice(value, entry.limit() - value)) != null) {
            throw new MalformedErofsException(at, "attribute " + name + " stands twice");
        }
    }

    private String prefix(int number, long at) {
        if ((number & ErofsLayout.LONG_PREFIX) == 0) {
            return ErofsXattrs.prefix(number, at).text;
        }
        int index = number & ~ErofsLayout.LONG_PREFIX;
        if (index >= prefixes.size()) {
            throw new MalformedErofsException(
                    at, "extended attribute has prefix " + index + " of the image's " + prefixes.size());
        }
        return prefixes.get(index);
    }

    private void count(long at, int size) {
        total += size;
        if (total > MAX_TOTAL) {
            throw new MalformedErofsException(at, "extended attributes pass " + MAX_TOTAL + " bytes in all");
        }
    }
}
