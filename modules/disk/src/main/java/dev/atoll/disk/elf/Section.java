package dev.atoll.disk.elf;

/**
 * A section header.
 *
 * @param name as in the section name table, one {@code char} a byte
 * @param type {@code sh_type}; {@value #NOBITS} occupies no bytes in the file
 * @param offset position in the file, bytes
 * @param size bytes
 * @param entrySize size of one entry where the section is a table, else 0
 */
public record Section(String name, int type, long offset, long size, long entrySize) {
    /** {@code SHT_NOBITS}. */
    public static final int NOBITS = 8;
}
