package dev.atoll.disk.fat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the entries of one directory; sections 6 and 7. Not thread safe. */
final class DirectoryReader {
    private static final int DELETED = 0xe5;
    private static final int LOWER_BASE = 0x08;
    private static final int LOWER_EXTENSION = 0x10;

    private final String path;
    private final List<Entry> entries = new ArrayList<>();
    /** Parts of a long name gathered so far, last part first as on disk. */
    private final StringBuilder longName = new StringBuilder();

    private int nextOrdinal;
    private int checksum;

    private DirectoryReader(String path) {
        this.path = path;
    }

    /** A file or directory; the size is as claimed, the cluster unchecked. */
    record Entry(String name, boolean directory, int cluster, long size, long mtime) {}

    /** Entries in the order of the disk, without labels, deleted ones, {@code .} and {@code ..}. */
    static List<Entry> read(String path, byte[] bytes) {
        DirectoryReader reader = new DirectoryReader(path);
        ByteBuffer all = ByteBuffer.wrap(bytes);
        for (int at = 0; at < bytes.length && bytes[at] != 0; at += FatLayout.ENTRY) {
            reader.add(all.slice(at, FatLayout.ENTRY).order(ByteOrder.LITTLE_ENDIAN));
        }
        return reader.entries;
    }

    private void add(ByteBuffer entry) {
        int first = Byte.toUnsignedInt(entry.get(0));
        int attributes = entry.get(11);
        if (first == DELETED) {
            forgetLongName();
        } else if ((attributes & FatLayout.LONG_NAME_MASK) == FatLayout.LONG_NAME) {
            addLongPart(entry, first);
        } else if ((attributes & FatLayout.VOLUME_LABEL) != 0 || first == '.') {
            forgetLongName();
        } else {
            entries.add(new Entry(
                    name(entry),
                    (attributes & FatLayout.DIRECTORY) != 0,
                    ((Short.toUnsignedInt(entry.getShort(20)) << 16) | Short.toUnsignedInt(entry.getShort(26)))
                            & FatLayout.CLUSTER_MASK,
                    Integer.toUnsignedLong(entry.getInt(28)),
                    new FatTime(Short.toUnsignedInt(entry.getShort(24)), Short.toUnsignedInt(entry.getShort(22)))
                            .epochSecond()));
            forgetLongName();
        }
    }

    private void forgetLongName() {
        longName.setLength(0);
        nextOrdinal = -1;
    }

    /** Parts out of order are remains of other systems' writing and void the long name; the short one then counts. */
    private void addLongPart(ByteBuffer entry, int first) {
        int ordinal = first & ~FatLayout.LAST_LONG_ENTRY;
        int sum = Byte.toUnsignedInt(entry.get(13));
        if ((first & FatLayout.LAST_LONG_ENTRY) != 0) {
            forgetLongName();
            nextOrdinal = ordinal;
            checksum = sum;
        }
        int most = Math.ceilDiv(FatLayout.MAX_NAME_UNITS, FatLayout.LONG_NAME_UNITS);
        if (ordinal != nextOrdinal || ordinal < 1 || ordinal > most || sum != checksum) {
            forgetLongName();
            return;
        }
        StringBuilder part = new StringBuilder(FatLayout.LONG_NAME_UNITS);
        for (int i = 0; i < FatLayout.LONG_NAME_UNITS; i++) {
            char unit = entry.getChar(i < 5 ? 1 + 2 * i : i < 11 ? 4 + 2 * i : 6 + 2 * i);
            if (unit == 0) {
                break;
            }
            part.append(unit);
        }
        longName.insert(0, part);
        nextOrdinal--;
    }

    private String name(ByteBuffer entry) {
        byte[] raw = new byte[FatLayout.SHORT_NAME_LENGTH];
        entry.get(0, raw);
        boolean whole = nextOrdinal == 0 && ShortNames.checksum(raw) == checksum;
        String name = whole ? longName.toString() : shortName(raw, entry.get(12));
        String fault = FatName.fault(name);
        FatVolume.check(fault.isEmpty(), "an entry's name in /" + path + " " + fault);
        return name;
    }

    /** No volume says which code page its short names are in; beyond ASCII they are taken as ISO 8859-1. */
    private static String shortName(byte[] raw, int flags) {
        if (raw[0] == 5) {
            raw[0] = (byte) DELETED;
        }
        String all = new String(raw, StandardCharsets.ISO_8859_1);
        String base = all.substring(0, FatLayout.SHORT_BASE_LENGTH).stripTrailing();
        String extension = all.substring(FatLayout.SHORT_BASE_LENGTH).stripTrailing();
        base = (flags & LOWER_BASE) == 0 ? base : base.toLowerCase(Locale.ROOT);
        extension = (flags & LOWER_EXTENSION) == 0 ? extension : extension.toLowerCase(Locale.ROOT);
        return extension.isEmpty() ? base : base + "." + extension;
    }
}
