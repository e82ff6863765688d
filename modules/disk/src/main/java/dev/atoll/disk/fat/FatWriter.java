package dev.atoll.disk.fat;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Writes a FAT32 volume. Use one call per channel range at a time; different ranges may be written at once. */
public final class FatWriter {
    private static final int CHUNK = 1 << 16;

    private final FatPlan plan;
    private final FatGeometry geometry;
    private final FatOptions options;
    private final SparseOutput out;

    private FatWriter(FatPlan plan, FatOptions options, SparseOutput out) {
        this.plan = plan;
        this.geometry = plan.geometry();
        this.options = options;
        this.out = out;
    }

    /**
     * Writes the tree as a FAT32 volume of {@code options.size()} bytes, {@code offset} bytes into the file. The range
     * must read as zero before (a new or sparse file does): blocks of zeros are left out. A file shorter than the
     * volume's end is extended to it. Contents are streamed. A node with several hard links becomes several files;
     * owners, modes and extended attributes are not kept. Equal input makes equal bytes.
     *
     * @param offset a multiple of 512
     * @throws FatLimitException if FAT32 cannot have the size, the tree has anything but directories and files, a name
     *     that FAT forbids, names that differ only in case, a file of 4 GiB or more, or more than fits; nothing has been
     *     written then
     * @throws IOException if the channel cannot be written or a content cannot be read in full
     */
    public static void write(FileTree tree, FatOptions options, FileChannel channel, long offset) throws IOException {
        if (offset < 0 || offset % FatLayout.SECTOR != 0 || offset > Long.MAX_VALUE - options.size()) {
            throw new IllegalArgumentException("offset " + offset + " is no multiple of " + FatLayout.SECTOR);
        }
        FatPlan plan = FatPlan.of(
                tree, FatGeometry.of(options.size()), !options.label().isEmpty());
        FatWriter writer = new FatWriter(plan, options, new SparseOutput(channel, offset));
        writer.writeBootSectors(offset / FatLayout.SECTOR);
        writer.writeFats();
        for (FatPlan.Directory directory : plan.directories()) {
            writer.writeDirectory(directory);
        }
        for (FatPlan.File file : plan.files()) {
            writer.writeFile(file);
        }
        writer.out.extendTo(options.size());
    }

    private void writeBootSectors(long hidden) throws IOException {
        byte[] boot = BootSectors.boot(geometry, options, hidden);
        byte[] info = BootSectors.fsInfo(geometry, plan.usedClusters());
        for (int at : new int[] {0, FatLayout.BACKUP_SECTOR}) {
            out.write((long) at * FatLayout.SECTOR, boot, FatLayout.SECTOR);
            out.write((long) (at + FatLayout.FSINFO_SECTOR) * FatLayout.SECTOR, info, FatLayout.SECTOR);
        }
    }

    private void writeFats() throws IOException {
        for (int i = 0; i < FatLayout.FATS; i++) {
            FatOutput fat = new FatOutput(geometry.fatOffset(i));
            // The medium; then "cleanly unmounted, no errors".
            fat.put((FatLayout.CLUSTER_MASK & ~0xff) | (FatLayout.FIXED_MEDIA & 0xff));
            fat.put(FatLayout.LAST_CLUSTER);
            int cluster = FatLayout.FIRST_CLUSTER;
            for (long clusters : plan.extents()) {
                for (long end = cluster + clusters - 1; cluster < end; cluster++) {
                    fat.put(cluster + 1);
                }
                fat.put(FatLayout.LAST_CLUSTER);
                cluster++;
            }
            fat.flush();
        }
    }

    private void writeDirectory(FatPlan.Directory directory) throws IOException {
        byte[] bytes = new byte[directory.clusters() * geometry.clusterSize()];
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        DirectoryEntries entries = new DirectoryEntries(buffer, FatTime.of(options.time()));
        int cluster = plan.firstCluster(directory.path());
        if (!directory.path().isEmpty()) {
            String parent = TreePath.parent(directory.path());
            entries.dots(modified(directory.node()), cluster, parent.isEmpty() ? 0 : plan.firstCluster(parent));
        } else if (!options.label().isEmpty()) {
            entries.label(options.label());
        }
        for (int i = 0; i < directory.names().size(); i++) {
            String name = directory.names().get(i);
            String path = TreePath.join(directory.path(), name);
            Node node = plan.node(path);
            entries.add(
                    name,
                    directory.shortNames().get(i),
                    node instanceof Node.File ? FatLayout.ARCHIVE : FatLayout.DIRECTORY,
                    modified(node),
                    plan.firstCluster(path),
                    node instanceof Node.File file ? file.content().size() : 0);
        }
        out.write(geometry.clusterOffset(cluster), bytes, bytes.length);
    }

    private static FatTime modified(Node node) {
        return FatTime.of(node.metadata().mtime());
    }

    private void writeFile(FatPlan.File file) throws IOException {
        Content content = file.node().content();
        if (content.size() == 0) {
            return;
        }
        long start = geometry.clusterOffset(plan.firstCluster(file.path()));
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = content.open()) {
            for (long done = 0; done < content.size(); ) {
                int length = (int) Math.min(CHUNK, content.size() - done);
                int read = in.readNBytes(chunk, 0, length);
                if (read < length) {
                    throw new EOFException("the content of " + file.path() + " ends after " + (done + read) + " of "
                            + content.size() + " bytes");
                }
                out.write(start + done, chunk, length);
                done += length;
            }
        }
    }

    /** Gathers the entries of one FAT and writes them by the chunk. */
    private final class FatOutput {
        private final byte[] bytes = new byte[CHUNK];
        private final ByteBuffer chunk = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        private long at;

        private FatOutput(long at) {
            this.at = at;
        }

        private void put(int entry) throws IOException {
            chunk.putInt(entry);
            if (!chunk.hasRemaining()) {
                flush();
            }
        }

        private void flush() throws IOException {
            out.write(at, bytes, chunk.position());
            at += chunk.position();
            chunk.clear();
        }
    }
}
