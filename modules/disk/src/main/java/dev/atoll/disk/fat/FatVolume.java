package dev.atoll.disk.fat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.BitSet;

/**
 * A volume opened for one reading of everything in it. Every cluster may be visited once: that ends loops and refuses
 * cross-linked files, so no more is read than the volume holds. Not thread safe.
 */
final class FatVolume {
    private static final int WINDOW = 4096;

    private final FileChannel channel;
    private final long fatOffset;
    private final long dataOffset;
    private final int clusterSize;
    private final int rootCluster;
    private final int clusters;
    private final BitSet visited = new BitSet();
    private ByteBuffer window = FatLayout.buffer(0);
    private long windowOffset = -1;

    private FatVolume(FileChannel channel, long fat, long data, int clusterSize, int rootCluster, int clusters) {
        this.channel = channel;
        this.fatOffset = fat;
        this.dataOffset = data;
        this.clusterSize = clusterSize;
        this.rootCluster = rootCluster;
        this.clusters = clusters;
    }

    /** Reads the boot sector at {@code offset} and checks that all it describes lies inside the channel. */
    static FatVolume open(FileChannel channel, long offset) throws IOException {
        check(offset >= 0 && offset <= channel.size() - FatLayout.SECTOR, "no boot sector: the file ends before");
        ByteBuffer boot = read(channel, offset, FatLayout.SECTOR);
        check(boot.getShort(FatLayout.BOOT_SIGNATURE_AT) == FatLayout.BOOT_SIGNATURE, "no boot sector signature");
        int sectorSize = Short.toUnsignedInt(boot.getShort(11));
        int clusterSectors = Byte.toUnsignedInt(boot.get(13));
        long reserved = Short.toUnsignedLong(boot.getShort(14));
        int fats = Byte.toUnsignedInt(boot.get(16));
        check(
                sectorSize >= FatLayout.SECTOR && sectorSize <= 4096 && Integer.bitCount(sectorSize) == 1,
                "sectors of " + sectorSize + " bytes");
        check(Integer.bitCount(clusterSectors) == 1, "clusters of " + clusterSectors + " sectors");
        check(reserved >= 1 && fats >= 1, reserved + " reserved sectors, " + fats + " FATs");
        check(boot.getShort(17) == 0 && boot.getShort(22) == 0, "the volume is FAT12 or FAT16; only FAT32 can be read");
        long sectors = Integer.toUnsignedLong(boot.getInt(32));
        long fatSectors = Integer.toUnsignedLong(boot.getInt(36));
        check(boot.getShort(42) == 0, "unknown version of FAT32");
        long dataSector = reserved + fats * fatSectors;
        long clusters = (sectors - dataSector) / clusterSectors;
        check(
                clusters >= FatLayout.MIN_CLUSTERS && clusters <= FatLayout.MAX_CLUSTERS,
                clusters + " clusters are no FAT32 volume");
        check(
                fatSectors * sectorSize / Integer.BYTES >= clusters + FatLayout.FIRST_CLUSTER,
                "the FAT is too short for " + clusters + " clusters");
        check(
                sectors <= (channel.size() - offset) / sectorSize,
                "the volume has " + sectors + " sectors, but the file ends before");
        return new FatVolume(
                channel,
                offset + reserved * sectorSize,
                offset + dataSector * sectorSize,
                clusterSectors * sectorSize,
                boot.getInt(44) & FatLayout.CLUSTER_MASK,
                (int) clusters);
    }

    int clusterSize() {
        return clusterSize;
    }

    int rootCluster() {
        return rootCluster;
    }

    /** Notes that a chain passes through a cluster and checks that it may. */
    void visit(int cluster, String path) {
        check(
                cluster >= FatLayout.FIRST_CLUSTER && cluster - FatLayout.FIRST_CLUSTER < clusters,
                path + " uses cluster " + cluster + ", which does not exist");
        check(!visited.get(cluster), path + " uses cluster " + cluster + ", which is in use already");
        visited.set(cluster);
    }

    /** Reads one cluster that has been visited into an array. */
    void read(int cluster, byte[] into, int at, int length) throws IOException {
        long from = dataOffset + (long) (cluster - FatLayout.FIRST_CLUSTER) * clusterSize;
        fill(channel, from, ByteBuffer.wrap(into, at, length));
    }

    /** What the FAT says comes after a cluster: another or at least {@link FatLayout#END_OF_CHAIN}. */
    int next(int cluster) throws IOException {
        long at = (long) cluster * Integer.BYTES;
        long start = at / WINDOW * WINDOW;
        if (start != windowOffset) {
            // May reach beyond the FAT, never beyond the file.
            int length = (int) Math.min(WINDOW, channel.size() - fatOffset - start);
            window = read(channel, fatOffset + start, length);
            windowOffset = start;
        }
        return window.getInt((int) (at - start)) & FatLayout.CLUSTER_MASK;
    }

    private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer bytes = FatLayout.buffer(length);
        fill(channel, at, bytes);
        return bytes.flip();
    }

    private static void fill(FileChannel channel, long at, ByteBuffer bytes) throws IOException {
        long from = at;
        while (bytes.hasRemaining()) {
            int n = channel.read(bytes, from);
            check(n >= 0, "the file ends early");
            from += n;
        }
    }

    static void check(boolean good, String problem) {
        if (!good) {
            throw new MalformedFatException(problem);
        }
    }
}
