package dev.atoll.disk.gpt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes a partition table. Safe for use by many threads on different channels. */
public final class GptWriter {
    private GptWriter() {}

    /**
     * Writes the protective MBR, the primary and the backup table, and nothing else, so that the file stays sparse;
     * the file is cut or extended to {@link GptTable#diskSize()}. Equal tables make equal bytes. The channel's position
     * is not used.
     *
     * @throws IOException if the channel cannot be written
     */
    public static void write(GptTable table, FileChannel channel) throws IOException {
        long sectors = table.diskSize() / GptLayout.SECTOR;
        ByteBuffer entries = entries(table);
        int entriesCrc = GptLayout.crc(entries.duplicate());
        long backupEntries = sectors - 1 - GptLayout.ENTRY_SECTORS;

        if (channel.size() > table.diskSize()) {
            channel.truncate(table.diskSize());
        }
        write(channel, 0, protectiveMbr(sectors));
        write(channel, 1, header(table, 1, sectors - 1, 2, entriesCrc));
        write(channel, 2, entries.duplicate());
        write(channel, backupEntries, entries.duplicate());
        write(channel, sectors - 1, header(table, sectors - 1, 1, backupEntries, entriesCrc));
    }

    private static ByteBuffer protectiveMbr(long sectors) {
        ByteBuffer mbr = GptLayout.buffer(GptLayout.SECTOR);
        mbr.position(GptLayout.MBR_PARTITIONS);
        // Not bootable, from CHS 0/0/2 to the largest CHS.
        mbr.put(new byte[] {0, 0, 2, 0, GptLayout.PROTECTIVE, -1, -1, -1});
        mbr.putInt(1).putInt((int) Math.min(sectors - 1, 0xffff_ffffL));
        return mbr.putShort(GptLayout.MBR_SIGNATURE_AT, GptLayout.MBR_SIGNATURE).rewind();
    }

    private static ByteBuffer header(GptTable table, long at, long other, long entriesAt, int entriesCrc) {
        ByteBuffer header = GptLayout.buffer(GptLayout.SECTOR);
        header.putLong(GptLayout.SIGNATURE);
        header.putInt(GptLayout.REVISION).putInt(GptLayout.HEADER_SIZE);
        // The header's own CRC, computed below over a zero in its place, and a reserved field.
        header.putInt(0).putInt(0);
        header.putLong(at).putLong(other);
        header.putLong(GptLayout.FIRST_USABLE_SECTOR).putLong(table.usableEnd() / GptLayout.SECTOR - 1);
        GptLayout.putGuid(header, table.diskId());
        header.putLong(entriesAt).putInt(GptLayout.ENTRIES).putInt(GptLayout.ENTRY_SIZE);
        header.putInt(entriesCrc);
        header.putInt(GptLayout.HEADER_CRC_AT, GptLayout.crc(header.duplicate().flip()));
        return header.rewind();
    }

    private static ByteBuffer entries(GptTable table) {
        ByteBuffer entries = GptLayout.buffer(GptLayout.ENTRIES * GptLayout.ENTRY_SIZE);
        int at = 0;
        for (GptPartition partition : table.partitions()) {
            entries.position(at);
            GptLayout.putGuid(entries, partition.type());
            GptLayout.putGuid(entries, partition.id());
            entries.putLong(partition.offset() / GptLayout.SECTOR);
            entries.putLong(partition.end() / GptLayout.SECTOR - 1);
            entries.putLong(partition.attributes());
            partition.name().chars().forEach(unit -> entries.putChar((char) unit));
            at += GptLayout.ENTRY_SIZE;
        }
        return entries.rewind();
    }

    private static void write(FileChannel channel, long sector, ByteBuffer bytes) throws IOException {
        long at = sector * GptLayout.SECTOR;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }
}
