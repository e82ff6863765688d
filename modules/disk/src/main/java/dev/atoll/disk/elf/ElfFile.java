package dev.atoll.disk.elf;

import dev.atoll.disk.tree.Content;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A 64-bit little-endian ELF file of x86-64 or AArch64: a program, a library, or a kernel module.
 *
 * <p>Files over 4 MiB are read by ranges, never whole. Immutable and safe for threads. Methods that read more of the
 * file throw {@link MalformedElfException} like {@link #read} does, and {@link java.io.UncheckedIOException} if the
 * content cannot be read.
 */
public final class ElfFile {
    private static final int HEADER = 64;
    private static final int SECTION_HEADER = 64;
    private static final int EXTENDED_INDEX = 0xffff;
    private static final int EXECUTABLE = 2;
    private static final int SHARED = 3;

    private final ElfBytes file;
    private final int type;
    private final Machine machine;
    private final List<Segment> segments;
    private final List<Section> sections;
    private final Dynamic dynamic;

    private ElfFile(ElfBytes file, ByteBuffer header) {
        this.file = file;
        this.type = header.getShort(16) & 0xffff;
        this.machine = Machine.of(header.getShort(18) & 0xffff);
        this.segments = segments(file, header);
        this.sections = sections(file, header);
        this.dynamic = Dynamic.read(file, segments);
    }

    /** Whether a file that begins with these bytes, four or more, is an ELF file of any kind. */
    public static boolean isElf(byte[] first4) {
        return first4.length >= 4 && first4[0] == 0x7f && first4[1] == 'E' && first4[2] == 'L' && first4[3] == 'F';
    }

    /**
     * Reads the headers and the dynamic section.
     *
     * @throws MalformedElfException if the file is no ELF file, is damaged, or is of another class, byte order or
     *     machine, which the message names
     */
    public static ElfFile read(Content content) {
        ElfBytes file = new ElfBytes(content);
        byte[] ident = new byte[8];
        file.range(0, Math.min(ident.length, file.size()), "the identification")
                .get(0, ident, 0, (int) Math.min(ident.length, file.size()));
        if (!isElf(ident)) {
            throw new MalformedElfException("not an ELF file");
        }
        if (ident[4] != 2) {
            throw new MalformedElfException(ident[4] == 1 ? "32-bit ELF is not supported" : "unknown ELF class");
        }
        if (ident[5] != 1) {
            throw new MalformedElfException(ident[5] == 2 ? "big-endian ELF is not supported" : "unknown byte order");
        }
        return new ElfFile(file, file.range(0, HEADER, "the ELF header"));
    }

    private static List<Segment> segments(ElfBytes file, ByteBuffer header) {
        int count = header.getShort(56) & 0xffff;
        if (count == 0) {
            return List.of();
        }
        if ((header.getShort(54) & 0xffff) != Segment.BYTES) {
            throw new MalformedElfException("program headers of " + (header.getShort(54) & 0xffff) + " bytes");
        }
        ByteBuffer table = file.range(header.getLong(32), (long) count * Segment.BYTES, "the program header table");
        List<Segment> segments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            segments.add(Segment.read(table, i));
        }
        return List.copyOf(segments);
    }

    private static List<Section> sections(ElfBytes file, ByteBuffer header) {
        long offset = header.getLong(40);
        if (offset == 0) {
            return List.of();
        }
        if ((header.getShort(58) & 0xffff) != SECTION_HEADER) {
            throw new MalformedElfException("section headers of " + (header.getShort(58) & 0xffff) + " bytes");
        }
        long count = header.getShort(60) & 0xffff;
        int names = header.getShort(62) & 0xffff;
        if (count == 0 || names == EXTENDED_INDEX) {
            ByteBuffer first = file.range(offset, SECTION_HEADER, "the first section header");
            count = count == 0 ? first.getLong(32) : count;
            names = names == EXTENDED_INDEX ? first.getInt(40) : names;
        }
        if (count < 0 || count > ElfBytes.LONGEST / SECTION_HEADER) {
            throw new MalformedElfException("a table of " + Long.toUnsignedString(count) + " sections");
        }
        ByteBuffer table = file.range(offset, count * SECTION_HEADER, "the section header table");
        if (names < 0 || names >= count) {
            throw new MalformedElfException(
                    "section names are in section " + Integer.toUnsignedString(names) + " of " + count);
        }
        int at = names * SECTION_HEADER;
        StringTable strings =
                new StringTable(file.range(table.getLong(at + 24), table.getLong(at + 32), "the section name table"));
        List<Section> sections = new ArrayList<>((int) count);
        for (int i = 0; i < count; i++) {
            sections.add(section(table, i * SECTION_HEADER, strings));
        }
        return List.copyOf(sections);
    }

    private static Section section(ByteBuffer table, int at, StringTable strings) {
        String name = strings.at(Integer.toUnsignedLong(table.getInt(at)), "the name of a section");
        return new Section(
                name, table.getInt(at + 4), table.getLong(at + 24), table.getLong(at + 32), table.getLong(at + 56));
    }

    public Machine machine() {
        return machine;
    }

    /** Whether it is a program or a shared library, rather than a kernel module or another object. */
    public boolean isLoadable() {
        return type == EXECUTABLE || type == SHARED;
    }

    /** Whether it is a shared library, or a program that is built like one: it has what dynamic linking needs. */
    public boolean isSharedObject() {
        return type == SHARED
                && segments.stream().anyMatch(segment -> segment.type() == Segment.DYNAMIC && segment.fileSize() > 0);
    }

    /** The absolute path of the program's dynamic linker. */
    public Optional<String> interpreter() {
        for (Segment segment : segments) {
            if (segment.type() == Segment.INTERPRETER) {
                ByteBuffer path = file.range(segment.offset(), segment.fileSize(), "the interpreter's path");
                return Optional.of(new StringTable(path).at(0, "the interpreter's path"));
            }
        }
        return Optional.empty();
    }

    /** Sonames of the libraries it is linked with, in order. */
    public List<String> needed() {
        return dynamic.needed();
    }

    public Optional<String> soname() {
        return dynamic.soname();
    }

    /** {@code DT_RPATH}: directories separated by colons, may hold {@code $ORIGIN}. */
    public Optional<String> rpath() {
        return dynamic.rpath();
    }

    /** {@code DT_RUNPATH}: directories separated by colons, may hold {@code $ORIGIN}. */
    public Optional<String> runpath() {
        return dynamic.runpath();
    }

    /** All section headers in order; the first is the empty one. */
    public List<Section> sections() {
        return sections;
    }

    /** The first section of a name. */
    public Optional<Section> section(String name) {
        return sections.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    /**
     * The bytes of the first section of a name, at most 64 MiB; read-only, little-endian.
     *
     * @throws MalformedElfException if the section leaves the file, is longer, or occupies no bytes in the file
     */
    public Optional<ByteBuffer> bytes(String sectionName) {
        return section(sectionName).map(this::bytes);
    }

    private ByteBuffer bytes(Section section) {
        if (section.type() == Section.NOBITS) {
            throw new MalformedElfException("section " + section.name() + " has no bytes in the file");
        }
        return file.range(section.offset(), section.size(), "section " + section.name())
                .asReadOnlyBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The libraries that the program declares to open while it runs, in the order of its notes. */
    public List<Dlopen> dlopens() {
        return DlopenNotes.read(file, segments);
    }
}
