package dev.atoll.disk.pe;

import static dev.atoll.disk.pe.PeImage.require;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes a unified kernel image: systemd's EFI stub with a kernel, an initrd, a command line and more as further
 * sections. The stub finds them by name in the loaded image, so each lies at its own aligned address and its size in
 * memory is exactly that of its data.
 */
public final class UkiWriter {
    private UkiWriter() {}

    /**
     * Appends sections to a stub, in the order given. The stub's own sections, {@code .sbat} among them, stay as they
     * are; a symbol table at its end is dropped.
     *
     * @param stub an unsigned PE32+ stub such as {@code linuxx64.efi.stub}
     * @return a new, unsigned image with a checksum of zero
     * @throws MalformedPeException if the stub cannot be read, is signed, has a section of the same name, or has no
     *     room in its headers for that many sections
     * @throws IllegalArgumentException if two sections have the same name or the image would exceed 2 GiB
     */
    public static byte[] write(byte[] stub, List<UkiSection> sections) {
        PeImage image = PeImage.parse(stub);
        checkNames(image, sections);
        require(!image.isSigned(), image.certificateDirectory(), "the stub is signed; take an unsigned one");
        long contentEnd = image.contiguousEnd();
        int stubEnd = endWithoutSymbols(image, contentEnd);
        int tableEnd = image.sectionTableEnd() + sections.size() * PeLayout.SECTION_SIZE;
        require(
                tableEnd <= image.headersSize(),
                image.sectionTableEnd(),
                "no room in the headers for " + sections.size() + " more sections: they would end at " + tableEnd
                        + " of " + image.headersSize() + " bytes");
        require(
                isZero(stub, image.sectionTableEnd(), tableEnd),
                image.sectionTableEnd(),
                "the room behind the section table is in use");

        long fileAlignment = image.fileAlignment();
        long size = PeLayout.roundUp(stubEnd, fileAlignment);
        for (UkiSection section : sections) {
            size += PeLayout.roundUp(section.data().length, fileAlignment);
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the image would have " + size + " bytes; less than 2 GiB are possible");
        }

        ByteBuffer out = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        out.put(0, stub, 0, stubEnd);
        if (stubEnd < stub.length) {
            forgetSymbols(out, image.peOffset());
        }
        long raw = PeLayout.roundUp(stubEnd, fileAlignment);
        long address = memoryEnd(image.sections());
        long initialized = 0;
        int header = image.sectionTableEnd();
        for (UkiSection section : sections) {
            address = PeLayout.roundUp(address, image.sectionAlignment());
            PeSection entry = new PeSection(
                    section.name(),
                    address,
                    section.data().length,
                    raw,
                    PeLayout.roundUp(section.data().length, fileAlignment),
                    PeLayout.READ | (section.name().equals(".linux") ? PeLayout.CODE : PeLayout.INITIALIZED));
            putHeader(out, header, entry);
            out.put((int) raw, section.data());
            raw = entry.rawEnd();
            address += section.data().length;
            initialized += section.data().length;
            header += PeLayout.SECTION_SIZE;
        }
        long imageSize = PeLayout.roundUp(address, image.sectionAlignment());
        require(imageSize <= 0xffffffffL, image.optionalOffset(), "the image would take more than 4 GiB in memory");
        putTotals(out, image, sections.size(), imageSize, initialized);
        return out.array();
    }

    private static void checkNames(PeImage stub, List<UkiSection> sections) {
        Set<String> names = new HashSet<>();
        for (UkiSection section : sections) {
            require(
                    stub.section(section.name()).isEmpty(),
                    stub.sectionTable(),
                    "the stub has a section " + section.name() + " of its own");
            if (!names.add(section.name())) {
                throw new IllegalArgumentException("two sections are named " + section.name());
            }
        }
    }

    /** Stubs linked by older toolchains carry a COFF symbol table and its strings, which image files should not. */
    private static int endWithoutSymbols(PeImage image, long contentEnd) {
        byte[] file = image.file();
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long table = Integer.toUnsignedLong(bytes.getInt(image.peOffset() + PeLayout.COFF_SYMBOL_TABLE));
        long count = Integer.toUnsignedLong(bytes.getInt(image.peOffset() + PeLayout.COFF_SYMBOL_COUNT));
        long strings = table + count * PeLayout.SYMBOL_SIZE;
        if (table < contentEnd || strings + 4 > file.length) {
            return file.length;
        }
        long end = strings + Integer.toUnsignedLong(bytes.getInt((int) strings));
        return end == file.length ? (int) table : file.length;
    }

    private static void forgetSymbols(ByteBuffer out, int peOffset) {
        int flags = peOffset + PeLayout.COFF_CHARACTERISTICS;
        out.putInt(peOffset + PeLayout.COFF_SYMBOL_TABLE, 0)
                .putInt(peOffset + PeLayout.COFF_SYMBOL_COUNT, 0)
                .putShort(flags, (short) (out.getShort(flags) | PeLayout.COFF_LOCAL_SYMBOLS_STRIPPED));
    }

    private static long memoryEnd(List<PeSection> sections) {
        return sections.stream()
                .mapToLong(section -> section.virtualAddress() + section.virtualSize())
                .max()
                .orElseThrow();
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, new byte[to - from], 0, to - from);
    }

    private static void putHeader(ByteBuffer out, int at, PeSection section) {
        out.put(at, section.name().getBytes(StandardCharsets.US_ASCII))
                .putInt(at + PeLayout.SECTION_VIRTUAL_SIZE, (int) section.virtualSize())
                .putInt(at + PeLayout.SECTION_VIRTUAL_ADDRESS, (int) section.virtualAddress())
                .putInt(at + PeLayout.SECTION_RAW_SIZE, (int) section.rawSize())
                .putInt(at + PeLayout.SECTION_RAW_OFFSET, (int) section.rawOffset())
                .putInt(at + PeLayout.SECTION_CHARACTERISTICS, section.characteristics());
    }

    private static void putTotals(ByteBuffer out, PeImage stub, int added, long imageSize, long initialized) {
        int optional = stub.optionalOffset();
        out.putShort(stub.peOffset() + PeLayout.COFF_SECTION_COUNT, (short)
                        (stub.sections().size() + added))
                .putInt(optional + PeLayout.OPTIONAL_INITIALIZED_SIZE, (int)
                        (out.getInt(optional + PeLayout.OPTIONAL_INITIALIZED_SIZE) + initialized))
                .putInt(optional + PeLayout.OPTIONAL_IMAGE_SIZE, (int) imageSize)
                .putInt(optional + PeLayout.OPTIONAL_CHECKSUM, 0);
    }
}
