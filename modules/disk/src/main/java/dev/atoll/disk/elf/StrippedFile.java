package dev.atoll.disk.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Takes the symbol table that only debuggers read ({@code .symtab} and its names) off a library or program on disk, as
 * strip(1) does. What loading needs ({@code .dynsym}) and the build id stay. System V ABI, chapter 4.
 */
public final class StrippedFile {
    private static final int HEADER = 64;
    private static final int ENTRY = 64;
    private static final int SYMTAB = 2;
    private static final int STRTAB = 3;
    private static final int RELA = 4;
    private static final int REL = 9;
    private static final long ALLOCATED = 2;
    private static final long LARGEST_NAMES = 1 << 20;

    private final FileChannel file;
    private final ByteBuffer header;
    private final ByteBuffer sections;
    private final int count;
    private final int names;

    private StrippedFile(FileChannel file, ByteBuffer header, ByteBuffer sections, int count, int names) {
        this.file = file;
        this.header = header;
        this.sections = sections;
        this.count = count;
        this.names = names;
    }

    /**
     * Strips a file in its place. One that has no symbol table, that is no 64-bit little-endian ELF file, or in which
     * anything that stays lies behind the table is left as it is.
     *
     * @throws IOException if it cannot be read or written
     */
    public static void strip(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer header = read(file, 0, HEADER);
            byte[] first = new byte[4];
            if (header.limit() == HEADER) {
                header.get(0, first);
            }
            if (!ElfFile.isElf(first) || header.get(4) != 2 || header.get(5) != 1 || header.getShort(58) != ENTRY) {
                return;
            }
            int count = header.getShort(60) & 0xffff;
            int names = header.getShort(62) & 0xffff;
            ByteBuffer sections = read(file, header.getLong(40), count * ENTRY);
            if (names < count && sections.limit() == count * ENTRY) {
                new StrippedFile(file, header, sections, count, names).strip();
            }
        }
    }

    private void strip() throws IOException {
        int table = 0;
        while (table < count && (type(table) != SYMTAB || isAllocated(table))) {
            table++;
        }
        int strings = table < count ? sections.getInt(table * ENTRY + 40) : 0;
        if (strings <= 0 || strings >= count || strings == names || type(strings) != STRTAB || isAllocated(strings)) {
            return;
        }
        long cut = Math.min(offset(table), offset(strings));
        if (cut < HEADER || !hasNames() || !allEndsBefore(cut, table, strings)) {
            return;
        }
        ByteBuffer tail = tail(cut, table, strings);
        if (cut + tail.limit() >= file.size()) {
            return;
        }
        write(tail, cut);
        file.truncate(cut + tail.limit());
        header.putLong(40, cut + tail.limit() - (long) (count - 2) * ENTRY);
        header.putShort(60, (short) (count - 2));
        header.putShort(62, (short) index(names, table, strings));
        write(header, 0);
    }

    private boolean hasNames() throws IOException {
        long size = size(names);
        return size > 0 && size <= LARGEST_NAMES && offset(names) >= 0 && offset(names) <= file.size() - size;
    }

    /** The names of sections, then the headers of those that stay. */
    private ByteBuffer tail(long cut, int table, int strings) throws IOException {
        ByteBuffer text = read(file, offset(names), (int) size(names));
        int aligned = (int) (-(cut + text.limit()) & 7);
        ByteBuffer tail = ByteBuffer.allocate(text.limit() + aligned + (count - 2) * ENTRY)
                .order(ByteOrder.LITTLE_ENDIAN);
        tail.put(text).position(text.limit() + aligned);
        for (int i = 0; i < count; i++) {
            if (i != table && i != strings) {
                ByteBuffer entry = ByteBuffer.allocate(ENTRY).order(ByteOrder.LITTLE_ENDIAN);
                entry.put(0, sections, i * ENTRY, ENTRY);
                entry.putInt(40, index(entry.getInt(40), table, strings));
                if (type(i) == REL || type(i) == RELA) {
                    entry.putInt(44, index(entry.getInt(44), table, strings));
                }
                if (i == names) {
                    entry.putLong(24, cut);
                }
                tail.put(entry);
            }
        }
        return tail.flip();
    }

    private static int index(int old, int table, int strings) {
        return old - (old > table ? 1 : 0) - (old > strings ? 1 : 0);
    }

    private boolean allEndsBefore(long cut, int table, int strings) throws IOException {
        for (int i = 0; i < count; i++) {
            boolean stays = i != table && i != strings && i != names && type(i) != Section.NOBITS && type(i) != 0;
            if (stays && (offset(i) < 0 || size(i) < 0 || offset(i) + size(i) > cut)) {
                return false;
            }
        }
        int programs = header.getShort(56) & 0xffff;
        ByteBuffer headers = read(file, header.getLong(32), programs * Segment.BYTES);
        for (int i = 0; i < programs && headers.limit() == programs * Segment.BYTES; i++) {
            Segment segment = Segment.read(headers, i);
            if (segment.offset() < 0 || segment.fileSize() < 0 || segment.offset() + segment.fileSize() > cut) {
                return false;
            }
        }
        return headers.limit() == programs * Segment.BYTES;
    }

    private int type(int section) {
        return sections.getInt(section * ENTRY + 4);
    }

    private boolean isAllocated(int section) {
        return (sections.getLong(section * ENTRY + 8) & ALLOCATED) != 0;
    }

    private long offset(int section) {
        return sections.getLong(section * ENTRY + 24);
    }

    private long size(int section) {
        return sections.getLong(section * ENTRY + 32);
    }

    /** The bytes of a range, or fewer where the file ends before or does not have it. */
    private static ByteBuffer read(FileChannel file, long offset, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        int n = 0;
        while (offset >= 0 && bytes.hasRemaining() && n >= 0) {
            n = file.read(bytes, offset + bytes.position());
        }
        return bytes.flip();
    }

    private void write(ByteBuffer bytes, long offset) throws IOException {
        bytes.rewind();
        while (bytes.hasRemaining()) {
            file.write(bytes, offset + bytes.position());
        }
        bytes.rewind();
    }
}
