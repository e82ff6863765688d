package dev.atoll.disk.erofs;

import static dev.atoll.disk.erofs.ErofsLayout.BLOCK;
import static dev.atoll.disk.erofs.ErofsLayout.DIRENT;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The content of a directory. Each block stands for itself: fixed-size entries first, then their names; entries are in
 * the order of their names' bytes over the whole directory, so that the kernel can search it by halves.
 */
final class DirectoryBlocks {
    private static final Comparator<Entry> ORDER = (a, b) -> Arrays.compareUnsigned(a.name, b.name);

    private final List<Entry> entries = new ArrayList<>();

    /** Index of each block's first entry. */
    private final List<Integer> starts = new ArrayList<>();

    private long size;

    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    private record Entry(byte[] name, PlannedInode inode) {
        int size() {
            return DIRENT + name.length;
        }
    }

    void add(byte[] name, PlannedInode inode) {
        entries.add(new Entry(name, inode));
    }

    /** Orders the entries and shares them out among blocks; to be called once, after the last was added. */
    void arrange() {
        entries.sort(ORDER);
        int used = BLOCK + 1;
        for (int i = 0; i < entries.size(); i++) {
            int need = entries.get(i).size();
            if (used + need > BLOCK) {
                starts.add(i);
                used = 0;
            }
            used += need;
        }
        size = (long) (starts.size() - 1) * BLOCK + used;
    }

    /** Size in bytes; known once {@linkplain #arrange arranged}. */
    long size() {
        return size;
    }

    /** The directory's bytes; its entries' inodes must have their positions. */
    byte[] encode() {
        ByteBuffer blocks = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        for (int block = 0; block < starts.size(); block++) {
            int end = block + 1 < starts.size() ? starts.get(block + 1) : entries.size();
            encode(entries.subList(starts.get(block), end), blocks, block * BLOCK);
        }
        return blocks.array();
    }

    private static void encode(List<Entry> entries, ByteBuffer blocks, int base) {
        int names = entries.size() * DIRENT;
        blocks.position(base);
        for (Entry entry : entries) {
            blocks.putLong(entry.inode.nid()).putShort((short) names);
            blocks.put((byte) ErofsLayout.direntType(entry.inode.mode)).put((byte) 0);
            names += entry.name.length;
        }
        for (Entry entry : entries) {
            blocks.put(entry.name);
        }
    }
}
