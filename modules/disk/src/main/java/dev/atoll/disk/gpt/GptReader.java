package dev.atoll.disk.gpt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads a partition table. Safe for use by many threads; channels are read by position. */
public final class GptReader {
    private static final int MAX_ENTRIES = 1024;
    private static final int MAX_ENTRY_SIZE = 4096;

    private GptReader() {}

    /**
     * Reads the primary table, or the backup in the last sector if the primary is damaged. All check sums are verified
     * and {@link GptTable}'s rules apply. The table's disk size is the one it was made for: the disk may be larger.
     *
     * @throws MalformedGptException if neither table is usable, or the disk has an MBR partition table instead
     * @throws IOException if the channel cannot be read
     */
    public static GptTable read(FileChannel channel) throws IOException {
        long sectors = channel.size() / GptLayout.SECTOR;
        if (sectors < 2 * GptLayout.FIRST_USABLE_SECTOR) {
            throw new MalformedGptException("a disk of " + channel.size() + " bytes is too small for a GPT");
        }
        refuseOtherTable(read(channel, 0, GptLayout.SECTOR));
        try {
            return table(channel, sectors, 1);
        } catch (MalformedGptException primary) {
            try {
                return table(channel, sectors, sectors - 1);
            } catch (MalformedGptException backup) {
                MalformedGptException both = new MalformedGptException(
                        "no usable GPT: primary: " + primary.getMessage() + "; backup: " + backup.getMessage(),
                        primary);
                both.addSuppressed(backup);
                throw both;
            }
        }
    }

    /** A GPT on a disk that was given an MBR table later is stale, section 5.2.3. A wiped MBR is no reason to refuse. */
    private static void refuseOtherTable(ByteBuffer mbr) {
        if (mbr.getShort(GptLayout.MBR_SIGNATURE_AT) != GptLayout.MBR_SIGNATURE) {
            return;
        }
        boolean used = false;
        for (int i = 0; i < 4; i++) {
            byte type =
                    mbr.get(GptLayout.MBR_PARTITIONS + i * GptLayout.MBR_PARTITION_SIZE + GptLayout.MBR_PARTITION_TYPE);
            if (type == GptLayout.PROTECTIVE) {
                return;
            }
            used |= type != 0;
        }
        if (used) {
            throw new MalformedGptException("the disk has an MBR partition table and no GPT");
        }
    }

    private static GptTable table(FileChannel channel, long sectors, long at) throws IOException {
        Header header = header(read(channel, at, GptLayout.SECTOR), sectors, at);
        long length = (long) header.entryCount * header.entrySize;
        check(
                header.entriesAt > 0 && header.entriesAt <= sectors - Math.ceilDiv(length, GptLayout.SECTOR),
                "the entries are said to be in sector " + header.entriesAt + " of " + sectors);
        ByteBuffer entries = read(channel, header.entriesAt, length);
        check(GptLayout.crc(entries.duplicate()) == header.entriesCrc, "wrong check sum of the entries");
        try {
            long diskSize = (Math.max(at, header.other) + 1) * GptLayout.SECTOR;
            return new GptTable(header.diskId, diskSize, partitions(entries, header));
        } catch (IllegalArgumentException e) {
            throw new MalformedGptException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Header header(ByteBuffer bytes, long sectors, long at) {
        check(bytes.getLong() == GptLayout.SIGNATURE, "no GPT signature in sector " + at);
        int revision = bytes.getInt();
        check(revision == GptLayout.REVISION, "unknown revision 0x" + Integer.toHexString(revision));
        int size = bytes.getInt();
        check(size >= GptLayout.HEADER_SIZE && size <= GptLayout.SECTOR, "header size " + size);
        int crc = bytes.getInt();
        bytes.putInt(GptLayout.HEADER_CRC_AT, 0);
        check(GptLayout.crc(bytes.slice(0, size)) == crc, "wrong check sum of the header");
        bytes.getInt();
        check(bytes.getLong() == at, "the header is not meant for sector " + at);
        Header header = new Header(
                bytes.getLong(),
                bytes.getLong(),
                bytes.getLong(),
                GptLayout.getGuid(bytes),
                bytes.getLong(),
                bytes.getInt(),
                bytes.getInt(),
                bytes.getInt());
        check(
                header.other > 0 && header.other < sectors,
                "the other header is said to be in sector " + header.other + " of " + sectors);
        check(
                header.entryCount >= 0 && header.entryCount <= MAX_ENTRIES,
                Integer.toUnsignedString(header.entryCount) + " entries");
        check(
                header.entrySize >= GptLayout.ENTRY_SIZE
                        && header.entrySize <= MAX_ENTRY_SIZE
                        && Integer.bitCount(header.entrySize) == 1,
                "entries of " + Integer.toUnsignedString(header.entrySize) + " bytes");
        return header;
    }

    private static List<GptPartition> partitions(ByteBuffer entries, Header header) {
        List<GptPartition> partitions = new ArrayList<>();
        for (int i = 0; i < header.entryCount; i++) {
            entries.position(i * header.entrySize);
            UUID type = GptLayout.getGuid(entries);
            if (type.equals(GptLayout.NIL)) {
                continue;
            }
            UUID id = GptLayout.getGuid(entries);
            long first = entries.getLong();
            long last = entries.getLong();
            check(
                    first >= header.firstUsable
                            && last <= header.lastUsable
                            && first <= last
                            && last < Long.MAX_VALUE / GptLayout.SECTOR,
                    "partition " + (i + 1) + " has the sectors " + first + " to " + last + ", outside of "
                            + header.firstUsable + " to " + header.lastUsable);
            long attributes = entries.getLong();
            partitions.add(new GptPartition(
                    type,
                    id,
                    name(entries),
                    attributes,
                    first * GptLayout.SECTOR,
                    (last - first + 1) * GptLayout.SECTOR));
        }
        return partitions;
    }

    private static String name(ByteBuffer entry) {
        StringBuilder name = new StringBuilder(GptLayout.NAME_UNITS);
        for (int i = 0; i < GptLayout.NAME_UNITS; i++) {
            char unit = entry.getChar();
            if (unit == 0) {
                break;
            }
            name.append(unit);
        }
        return name.toString();
    }

    private static ByteBuffer read(FileChannel channel, long sector, long length) throws IOException {
        ByteBuffer bytes = GptLayout.buffer(length);
        while (bytes.hasRemaining()) {
            int n = channel.read(bytes, sector * GptLayout.SECTOR + bytes.position());
            check(n >= 0, "the disk ends early");
        }
        return bytes.flip();
    }

    private static void check(boolean good, String problem) {
        if (!good) {
            throw new MalformedGptException(problem);
        }
    }

    /** A header whose check sum is right; sectors unless the name says otherwise. */
    private record Header(
            long other,
            long firstUsable,
            long lastUsable,
            UUID diskId,
            long entriesAt,
            int entryCount,
            int entrySize,
            int entriesCrc) {}
}
