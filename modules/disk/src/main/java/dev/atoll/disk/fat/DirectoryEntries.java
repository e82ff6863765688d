package dev.atoll.disk.fat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes entries of a directory, long names before their short ones; sections 6 and 7. */
final class DirectoryEntries {
    private final ByteBuffer bytes;
    private final FatTime created;

    /**
     * @param bytes a little-endian buffer that takes the entries
     * @param created the creation time of all entries
     */
    DirectoryEntries(ByteBuffer bytes, FatTime created) {
        this.bytes = bytes;
        this.created = created;
    }

    /** How many entries a name needs. */
    static int count(String name, String shortName) {
        return ShortNames.says(shortName, name) ? 1 : 1 + Math.ceilDiv(name.length(), FatLayout.LONG_NAME_UNITS);
    }

    /** The label of the volume, an entry of the root directory. */
    void label(String label) {
        put(label + " ".repeat(FatOptions.LABEL_LENGTH - label.length()), FatLayout.VOLUME_LABEL, created, 0, 0);
    }

    /** The entries {@code .} and {@code ..}; the parent is 0 if it is the root. */
    void dots(FatTime modified, int self, int parent) {
        put(".          ", FatLayout.DIRECTORY, modified, self, 0);
        put("..         ", FatLayout.DIRECTORY, modified, parent, 0);
    }

    /** A file or directory. */
    void add(String name, String shortName, int attributes, FatTime modified, int cluster, long size) {
        int longEntries = count(name, shortName) - 1;
        int checksum = ShortNames.checksum(shortName.getBytes(StandardCharsets.US_ASCII));
        for (int i = longEntries; i > 0; i--) {
            longEntry(name, i, i == longEntries, checksum);
        }
        put(shortName, attributes, modified, cluster, size);
    }

    private void put(String shortName, int attributes, FatTime modified, int cluster, long size) {
        bytes.put(shortName.getBytes(StandardCharsets.US_ASCII));
        bytes.put((byte) attributes);
        // Case flags and hundredths of the creation time.
        bytes.put((byte) 0).put((byte) 0);
        bytes.putShort((short) created.time()).putShort((short) created.date());
        bytes.putShort((short) created.date());
        bytes.putShort((short) (cluster >>> 16));
        bytes.putShort((short) modified.time()).putShort((short) modified.date());
        bytes.putShort((short) cluster);
        bytes.putInt((int) size);
    }

    private void longEntry(String name, int ordinal, boolean last, int checksum) {
        bytes.put((byte) (last ? ordinal | FatLayout.LAST_LONG_ENTRY : ordinal));
        int first = (ordinal - 1) * FatLayout.LONG_NAME_UNITS;
        for (int i = 0; i < FatLayout.LONG_NAME_UNITS; i++) {
            if (i == 5) {
                bytes.put((byte) FatLayout.LONG_NAME).put((byte) 0).put((byte) checksum);
            } else if (i == 11) {
                bytes.putShort((short) 0);
            }
            bytes.putChar(unit(name, first + i));
        }
    }

    /** The name's units, one NUL behind it, then all ones. */
    private static char unit(String name, int at) {
        if (at < name.length()) {
            return name.charAt(at);
        }
        return at == name.length() ? 0 : (char) 0xffff;
    }
}
