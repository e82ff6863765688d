package dev.atoll.disk.pe;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A parsed PE32+ image: header fields that matter for booting and signing, and its sections. Immutable; it shares the
 * array given to {@link #parse}, which must not be changed afterwards.
 */
public final class PeImage {
    /** EDK2 loads no image with more; the format's own limit is 65535. */
    private static final int MAX_SECTIONS = 96;

    private final byte[] file;
    private final ByteBuffer bytes;
    private final int peOffset;
    private final int optionalOffset;
    private final int sectionTable;
    private final List<PeSection> sections;

    private PeImage(byte[] file, int peOffset, int sectionTable, List<PeSection> sections) {
        this.file = file;
        this.bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        this.peOffset = peOffset;
        this.optionalOffset = peOffset + PeLayout.COFF_END;
        this.sectionTable = sectionTable;
        this.sections = List.copyOf(sections);
    }

    /**
     * Reads an image.
     *
     * @throws MalformedPeException if it is no PE32+ image, is cut off, or has headers, sections or a certificate table
     *     that lie outside the file
     */
    public static PeImage parse(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        require(file.length >= PeLayout.DOS_SIZE, 0, "shorter than a DOS header");
        require(Short.toUnsignedInt(bytes.getShort(0)) == PeLayout.DOS_MAGIC, 0, "does not start with MZ");
        long pe = Integer.toUnsignedLong(bytes.getInt(PeLayout.DOS_PE_OFFSET));
        long headers = pe + PeLayout.COFF_END + PeLayout.OPTIONAL_MIN;
        require(headers <= file.length, PeLayout.DOS_PE_OFFSET, "headers end after the file");
        int peOffset = (int) pe;
        int optional = peOffset + PeLayout.COFF_END;
        require(bytes.getInt(peOffset) == PeLayout.PE_MAGIC, peOffset, "no PE signature");
        require(Short.toUnsignedInt(bytes.getShort(optional)) == PeLayout.PE32_PLUS, optional, "not PE32+ (64 bit)");
        int optionalSize = Short.toUnsignedInt(bytes.getShort(peOffset + PeLayout.COFF_OPTIONAL_SIZE));
        long directories = Integer.toUnsignedLong(bytes.getInt(optional + PeLayout.OPTIONAL_DIRECTORY_COUNT));
        require(
                directories >= 5 && PeLayout.OPTIONAL_DIRECTORIES + directories * 8 <= optionalSize,
                optional + PeLayout.OPTIONAL_DIRECTORY_COUNT,
                directories + " data directories in an optional header of " + optionalSize + " bytes");
        int count = Short.toUnsignedInt(bytes.getShort(peOffset + PeLayout.COFF_SECTION_COUNT));
        require(
                count >= 1 && count <= MAX_SECTIONS,
                peOffset + PeLayout.COFF_SECTION_COUNT,
                count + " sections; 1 to " + MAX_SECTIONS + " are supported");
        int table = optional + optionalSize;
        PeImage image = new PeImage(file, peOffset, table, sections(bytes, table, count));
        image.checkHeaders();
        return image;
    }

    private static List<PeSection> sections(ByteBuffer bytes, int table, int count) {
        require(table + (long) count * PeLayout.SECTION_SIZE <= bytes.capacity(), table, "section table is cut off");
        List<PeSection> sections = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int at = table + i * PeLayout.SECTION_SIZE;
            PeSection section = new PeSection(
                    name(bytes, at),
                    Integer.toUnsignedLong(bytes.getInt(at + PeLayout.SECTION_VIRTUAL_ADDRESS)),
                    Integer.toUnsignedLong(bytes.getInt(at + PeLayout.SECTION_VIRTUAL_SIZE)),
                    Integer.toUnsignedLong(bytes.getInt(at + PeLayout.SECTION_RAW_OFFSET)),
                    Integer.toUnsignedLong(bytes.getInt(at + PeLayout.SECTION_RAW_SIZE)),
                    bytes.getInt(at + PeLayout.SECTION_CHARACTERISTICS));
            require(
                    section.rawSize() == 0 || section.rawEnd() <= bytes.capacity(),
                    at,
                    "section " + section.name() + " ends after the file");
            sections.add(section);
        }
        return sections;
    }

    private static String name(ByteBuffer bytes, int at) {
        int length = 0;
        while (length < PeLayout.SECTION_NAME && bytes.get(at + length) != 0) {
            length++;
        }
        byte[] name = new byte[length];
        bytes.get(at, name);
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private void checkHeaders() {
        long fileAlignment = optional32(PeLayout.OPTIONAL_FILE_ALIGNMENT);
        long sectionAlignment = optional32(PeLayout.OPTIONAL_SECTION_ALIGNMENT);
        require(
                Long.bitCount(fileAlignment) == 1 && fileAlignment <= 0x10000,
                optionalOffset + PeLayout.OPTIONAL_FILE_ALIGNMENT,
                "file alignment " + fileAlignment);
        require(
                Long.bitCount(sectionAlignment) == 1 && sectionAlignment >= fileAlignment,
                optionalOffset + PeLayout.OPTIONAL_SECTION_ALIGNMENT,
                "section alignment " + sectionAlignment + " with file alignment " + fileAlignment);
        require(
                headersSize() >= sectionTableEnd() && headersSize() <= file.length,
                optionalOffset + PeLayout.OPTIONAL_HEADERS_SIZE,
                "headers of " + headersSize() + " bytes");
        long start = certificatesOffset();
        long size = certificatesSize();
        require(
                size == 0 || (start >= headersSize() && start + size <= file.length),
                certificateDirectory(),
                "certificate table at " + start + " of " + size + " bytes lies outside the file");
    }

    /** IMAGE_FILE_MACHINE value, for instance 0x8664 for x86-64 and 0xaa64 for AArch64. */
    public int machine() {
        return Short.toUnsignedInt(bytes.getShort(peOffset + PeLayout.COFF_MACHINE));
    }

    /** The section table, in its own order. */
    public List<PeSection> sections() {
        return sections;
    }

    /** The first section of that name. */
    public Optional<PeSection> section(String name) {
        return sections.stream().filter(section -> section.name().equals(name)).findFirst();
    }

    /** The data of the first section of that name as it lies in the file, cut to its size in memory. */
    public Optional<byte[]> data(String name) {
        return section(name).map(section -> {
            if (section.rawSize() == 0) {
                return new byte[0];
            }
            int from = (int) section.rawOffset();
            return Arrays.copyOfRange(file, from, from + (int) Math.min(section.rawSize(), section.virtualSize()));
        });
    }

    /** Size of all headers with their padding, in bytes. */
    public long headersSize() {
        return optional32(PeLayout.OPTIONAL_HEADERS_SIZE);
    }

    /** Size of the image in memory, in bytes. */
    public long imageSize() {
        return optional32(PeLayout.OPTIONAL_IMAGE_SIZE);
    }

    /** Alignment of sections in memory, in bytes. */
    public long sectionAlignment() {
        return optional32(PeLayout.OPTIONAL_SECTION_ALIGNMENT);
    }

    /** Alignment of section data in the file, in bytes. */
    public long fileAlignment() {
        return optional32(PeLayout.OPTIONAL_FILE_ALIGNMENT);
    }

    /** The checksum field; 0 if it was never computed. */
    public int checksum() {
        return bytes.getInt(checksumOffset());
    }

    /** Whether there is an attribute certificate table. */
    public boolean isSigned() {
        return certificatesSize() != 0;
    }

    byte[] file() {
        return file;
    }

    int peOffset() {
        return peOffset;
    }

    int optionalOffset() {
        return optionalOffset;
    }

    int sectionTable() {
        return sectionTable;
    }

    int sectionTableEnd() {
        return sectionTable + sections.size() * PeLayout.SECTION_SIZE;
    }

    int checksumOffset() {
        return optionalOffset + PeLayout.OPTIONAL_CHECKSUM;
    }

    /** Offset of the data directory entry of the certificate table. */
    int certificateDirectory() {
        return optionalOffset + PeLayout.OPTIONAL_CERTIFICATES;
    }

    long certificatesOffset() {
        return Integer.toUnsignedLong(bytes.getInt(certificateDirectory()));
    }

    long certificatesSize() {
        return Integer.toUnsignedLong(bytes.getInt(certificateDirectory() + 4));
    }

    /**
     * The end of what the sections hold in the file.
     *
     * @throws MalformedPeException if the sections' data is not one run from the end of the headers
     */
    long contiguousEnd() {
        List<PeSection> inFile = sections.stream()
                .filter(section -> section.rawSize() != 0)
                .sorted((a, b) -> Long.compare(a.rawOffset(), b.rawOffset()))
                .toList();
        long end = headersSize();
        for (PeSection section : inFile) {
            require(
                    section.rawOffset() == end,
                    section.rawOffset(),
                    "section " + section.name() + " does not follow what is before it, which ends at " + end
                            + ": readers would disagree about what a signature covers");
            end = section.rawEnd();
        }
        return end;
    }

    private long optional32(int field) {
        return Integer.toUnsignedLong(bytes.getInt(optionalOffset + field));
    }

    static void require(boolean holds, long offset, String message) {
        if (!holds) {
            throw new MalformedPeException(offset, message);
        }
    }
}
