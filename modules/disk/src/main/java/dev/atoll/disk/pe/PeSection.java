package dev.atoll.disk.pe;

/**
 * One entry of a section table.
 *
 * @param name up to eight characters of ISO 8859-1
 * @param virtualAddress where the section is loaded, in bytes from the image's base; unsigned 32 bits, as are the rest
 * @param virtualSize bytes it takes in memory; for a UKI's sections the exact length of the data
 * @param rawOffset where its data lies in the file, in bytes
 * @param rawSize bytes of data in the file, padding included; 0 if there is none
 * @param characteristics flags of the PE format specification
 */
public record PeSection(
        String name, long virtualAddress, long virtualSize, long rawOffset, long rawSize, int characteristics) {

    long rawEnd() {
        return rawOffset + rawSize;
    }
}
