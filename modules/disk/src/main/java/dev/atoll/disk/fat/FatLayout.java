package dev.atoll.disk.fat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Numbers of the FAT Specification: sections 3 (boot sector), 4 (FAT), 5 (FSInfo), 6 and 7 (directories). */
final class FatLayout {
    static final int SECTOR = 512;
    static final int FATS = 2;
    static final int RESERVED_SECTORS = 32;
    static final int FSINFO_SECTOR = 1;
    static final int BACKUP_SECTOR = 6;

    static final short BOOT_SIGNATURE = (short) 0xaa55;
    static final int BOOT_SIGNATURE_AT = 510;
    static final byte FIXED_MEDIA = (byte) 0xf8;
    static final int FSINFO_LEAD = 0x4161_5252;
    static final int FSINFO_STRUCTURE = 0x6141_7272;
    static final int FSINFO_TRAIL = 0xaa55_0000;

    /** Cluster numbers start here; it is also where the writer puts the root directory. */
    static final int FIRST_CLUSTER = 2;
    /** A volume with fewer is FAT12 or FAT16. */
    static final int MIN_CLUSTERS = 65_525;
    /** Highest number of clusters so that no cluster has a reserved number. */
    static final int MAX_CLUSTERS = 0x0fff_fff5;

    static final int CLUSTER_MASK = 0x0fff_ffff;
    static final int BAD_CLUSTER = 0x0fff_fff7;
    static final int END_OF_CHAIN = 0x0fff_fff8;
    static final int LAST_CLUSTER = 0x0fff_ffff;

    static final int ENTRY = 32;
    static final int MAX_DIRECTORY_ENTRIES = 65_536;
    static final int VOLUME_LABEL = 0x08;
    static final int DIRECTORY = 0x10;
    static final int ARCHIVE = 0x20;
    static final int LONG_NAME = 0x0f;
    static final int LONG_NAME_MASK = 0x3f;

    static final int SHORT_NAME_LENGTH = 11;
    static final int SHORT_BASE_LENGTH = 8;
    static final int LONG_NAME_UNITS = 13;
    static final int MAX_NAME_UNITS = 255;
    static final int LAST_LONG_ENTRY = 0x40;
    static final long MAX_FILE_SIZE = 0xffff_ffffL;

    private FatLayout() {}

    static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
