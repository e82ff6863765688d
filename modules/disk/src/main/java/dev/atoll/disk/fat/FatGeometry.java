package dev.atoll.disk.fat;

/**
 * How a volume of a given size is divided: boot sectors, the allocation tables, clusters.
 *
 * @param sectors of 512 bytes in all
 * @param clusterSectors sectors of a cluster, a power of two
 * @param reservedSectors before the first FAT
 * @param fatSectors sectors of one FAT
 * @param clusters how many clusters there are
 */
record FatGeometry(long sectors, int clusterSectors, int reservedSectors, int fatSectors, int clusters) {
    private static final int ENTRIES_PER_SECTOR = FatLayout.SECTOR / Integer.BYTES;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    /** Section 3.5 advises to stay this far from the border, as others have been off by a few. */
    private static final int MARGIN = 16;

    /**
     * Divides a volume of {@code size} bytes, a multiple of 512; FATs and clusters are aligned to the cluster size.
     *
     * @throws FatLimitException if FAT32 cannot have that size
     */
    static FatGeometry of(long size) {
        long sectors = size / FatLayout.SECTOR;
        if (sectors > 0xffff_ffffL) {
            throw new FatLimitException(
                    "a FAT32 volume cannot have " + size + " bytes: make the partition smaller than 2 TiB");
        }
        int clusterSectors = clusterSectors(size);
        int reserved = Math.max(FatLayout.RESERVED_SECTORS, clusterSectors);
        long perFatSector = (long) ENTRIES_PER_SECTOR * clusterSectors + FatLayout.FATS;
        long fat = Math.ceilDiv(sectors - reserved + (long) FatLayout.FATS * clusterSectors, perFatSector);
        fat = Math.ceilDiv(fat, clusterSectors) * clusterSectors;
        long clusters = (sectors - reserved - FatLayout.FATS * fat) / clusterSectors;
        if (clusters < FatLayout.MIN_CLUSTERS + MARGIN) {
            throw new FatLimitException("a FAT32 volume cannot have " + size
                    + " bytes: it would have too few clusters; make the partition at least 33 MiB large");
        }
        return new FatGeometry(sectors, clusterSectors, reserved, (int) fat, (int) clusters);
    }

    private static int clusterSectors(long size) {
        if (size <= 260 * MIB) {
            return 1;
        }
        if (size <= 8 * GIB) {
            return 8;
        }
        if (size <= 16 * GIB) {
            return 16;
        }
        return size <= 32 * GIB ? 32 : 64;
    }

    int clusterSize() {
        return clusterSectors * FatLayout.SECTOR;
    }

    /** Where FAT number {@code index} starts, in bytes from the start of the volume. */
    long fatOffset(int index) {
        return (reservedSectors + (long) index * fatSectors) * FatLayout.SECTOR;
    }

    /** Where a cluster starts, in bytes from the start of the volume. */
    long clusterOffset(int cluster) {
        long data = reservedSectors + (long) FatLayout.FATS * fatSectors;
        return (data + (long) (cluster - FatLayout.FIRST_CLUSTER) * clusterSectors) * FatLayout.SECTOR;
    }

    /** How many clusters hold {@code bytes} bytes. */
    long clustersOf(long bytes) {
        return Math.ceilDiv(bytes, clusterSize());
    }
}
