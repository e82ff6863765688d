package dev.atoll.disk.erofs;

import static dev.atoll.disk.erofs.ErofsLayout.DIRENT;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Takes the content of a directory apart; see {@link DirectoryBlocks} for its form. */
final class StoredDirectory {
    private final byte[] content;
    private final long position;
    private final List<Entry> entries = new ArrayList<>();

    record Entry(String name, long nid, int type) {}

    private StoredDirectory(byte[] content, long position) {
        this.content = content;
        this.position = position;
    }

    /** The entries in order, {@code .} and {@code ..} among them. */
    static List<Entry> entries(byte[] content, int blockSize, long position) {
        StoredDirectory directory = new StoredDirectory(content, position);
        for (int at = 0; at < content.length; at += blockSize) {
            directory.block(at, Math.min(content.length, at + blockSize));
        }
        return directory.entries;
    }

    private void block(int from, int to) {
        int length = to - from;
        if (length < DIRENT) {
            throw malformed("block of a directory has only " + length + " bytes");
        }
        ByteBuffer block = ByteBuffer.wrap(content, from, length).slice().order(ByteOrder.LITTLE_ENDIAN);
        int names = nameOffset(block, 0);
        if (names < DIRENT || names % DIRENT != 0 || names > length) {
            throw malformed("names begin at " + names + " of a block");
        }
        int count = names / DIRENT;
        int start = names;
        for (int i = 0; i < count; i++) {
            boolean last = i == count - 1;
            int end = last ? length : nameOffset(block, i + 1);
            if (end <= start || end > length) {
                throw malformed("name ends at " + end + ", begins at " + start + " of a block");
            }
            int nameEnd = last ? endOfLast(block, start, length) : end;
            add(block, i, Names.text(content, from + start, from + nameEnd, position), nameEnd - start);
            start = end;
        }
    }

    private void add(ByteBuffer block, int index, String name, int bytes) {
        if (name.isEmpty() || bytes > ErofsLayout.MAX_NAME || name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
            throw malformed("a name of " + bytes + " bytes is empty, too long, or has a slash or NUL");
        }
        int at = index * DIRENT;
        entries.add(new Entry(name, block.getLong(at), Byte.toUnsignedInt(block.get(at + 10))));
    }

    /** The last name of a block ends with the block or with a NUL. */
    private static int endOfLast(ByteBuffer block, int start, int length) {
        int end = start;
        while (end < length && block.get(end) != 0) {
            end++;
        }
        return end;
    }

    private static int nameOffset(ByteBuffer block, int index) {
        return Short.toUnsignedInt(block.getShort(index * DIRENT + 8));
    }

    private MalformedErofsException malformed(String problem) {
        return new MalformedErofsException(position, problem);
    }
}
