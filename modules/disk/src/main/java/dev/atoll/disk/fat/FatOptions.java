package dev.atoll.disk.fat;

import java.util.Locale;

/**
 * What a FAT32 volume is beside its files.
 *
 * @param label at most 11 characters of printable ASCII, kept in upper case; empty for none
 * @param serial volume serial number, shown as {@code XXXX-XXXX}
 * @param size size of the partition in bytes, a multiple of 512
 * @param time when the volume was made, seconds since 1970-01-01 UTC; times outside 1980 to 2107 become the nearest
 */
public record FatOptions(String label, int serial, long size, long time) {
    static final int LABEL_LENGTH = 11;

    public FatOptions {
        label = label.toUpperCase(Locale.ROOT);
        boolean good = label.length() <= LABEL_LENGTH && label.equals(label.strip());
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            good &= c >= ' ' && c < 0x7f && "\"*+,./:;<=>?[\\]|".indexOf(c) < 0;
        }
        if (!good) {
            throw new IllegalArgumentException("volume label \"" + label + "\" must have at most " + LABEL_LENGTH
                    + " printable ASCII characters, none of \"*+,./:;<=>?[\\]| and no outer blanks");
        }
        if (size <= 0 || size % FatLayout.SECTOR != 0) {
            throw new IllegalArgumentException(
                    "size of a FAT volume, " + size + " bytes, must be a positive multiple of " + FatLayout.SECTOR);
        }
    }
}
