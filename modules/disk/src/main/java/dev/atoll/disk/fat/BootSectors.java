package dev.atoll.disk.fat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes the sectors before the first FAT, sections 3.1, 3.3 and 5. */
final class BootSectors {
    private static final int SECTORS_PER_TRACK = 32;
    private static final int HEADS = 64;
    private static final byte EXTENDED_BOOT_SIGNATURE = 0x29;

    private BootSectors() {}

    /** The boot sector, the same at sector 0 and in the backup; {@code hidden} is the partition's first sector. */
    static byte[] boot(FatGeometry geometry, FatOptions options, long hidden) {
        byte[] sector = new byte[FatLayout.SECTOR];
        ByteBuffer boot = ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN);
        // Jumps to the code below.
        boot.put(new byte[] {(byte) 0xeb, 0x58, (byte) 0x90}).put(ascii("ATOLL", 8));
        boot.putShort((short) FatLayout.SECTOR).put((byte) geometry.clusterSectors());
        boot.putShort((short) geometry.reservedSectors()).put((byte) FatLayout.FATS);
        // Fields of FAT12 and FAT16: root entries, sectors; the medium; sectors of a FAT.
        boot.putShort((short) 0).putShort((short) 0).put(FatLayout.FIXED_MEDIA).putShort((short) 0);
        boot.putShort((short) SECTORS_PER_TRACK).putShort((short) HEADS);
        boot.putInt(hidden > 0xffff_ffffL ? 0 : (int) hidden).putInt((int) geometry.sectors());
        // Both FATs are kept the same; version 0.0.
        boot.putInt(geometry.fatSectors()).putShort((short) 0).putShort((short) 0);
        boot.putInt(FatLayout.FIRST_CLUSTER);
        boot.putShort((short) FatLayout.FSINFO_SECTOR).putShort((short) FatLayout.BACKUP_SECTOR);
        boot.position(boot.position() + 12);
        boot.put((byte) 0x80).put((byte) 0).put(EXTENDED_BOOT_SIGNATURE).putInt(options.serial());
        boot.put(ascii(options.label().isEmpty() ? "NO NAME" : options.label(), FatOptions.LABEL_LENGTH));
        boot.put(ascii("FAT32", 8));
        // hlt; jmp back to it: started by a BIOS, the machine rests.
        boot.put(new byte[] {(byte) 0xf4, (byte) 0xeb, (byte) 0xfd});
        boot.putShort(FatLayout.BOOT_SIGNATURE_AT, FatLayout.BOOT_SIGNATURE);
        return sector;
    }

    /** The FSInfo sector: how many clusters are free and where to look for one. */
    static byte[] fsInfo(FatGeometry geometry, int usedClusters) {
        byte[] sector = new byte[FatLayout.SECTOR];
        ByteBuffer info = ByteBuffer.wrap(sector).order(ByteOrder.LITTLE_ENDIAN);
        int free = geometry.clusters() - usedClusters;
        info.putInt(0, FatLayout.FSINFO_LEAD);
        info.putInt(484, FatLayout.FSINFO_STRUCTURE);
        info.putInt(488, free);
        // The last cluster used, as others count on; the search starts behind it.
        info.putInt(492, FatLayout.FIRST_CLUSTER + usedClusters - 1);
        info.putInt(508, FatLayout.FSINFO_TRAIL);
        return sector;
    }

    private static byte[] ascii(String text, int length) {
        return (text + " ".repeat(length - text.length())).getBytes(StandardCharsets.US_ASCII);
    }
}
