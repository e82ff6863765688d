package dev.atoll.disk.fat;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Reads a FAT32 volume. Safe for use by many threads; channels are read by position. */
public final class FatReader {
    /** The most bytes that all files together may have, for they are read into memory. */
    public static final long MAX_CONTENT = 1L << 30;

    private static final int MAX_FILES = 1_000_000;
    private static final int MAX_PATH = 4096;
    private static final int DIRECTORY_MODE = 0755;
    private static final int FILE_MODE = 0644;

    private final FatVolume volume;
    private final FileTree tree = new FileTree(Metadata.root(DIRECTORY_MODE, 0));
    private final Deque<Directory> pending = new ArrayDeque<>();
    private long content;

    private FatReader(FatVolume volume) {
        this.volume = volume;
    }

    /**
     * Reads the volume that starts {@code offset} bytes into the file, contents included. Directories get the mode
     * 0755 and files 0644, all are root's. Names are long names where there are sound ones.
     *
     * @throws MalformedFatException if there is no sound FAT32 volume (chains that loop, cross or end early, numbers
     *     beyond the volume, names that cannot be), or it holds more than {@link #MAX_CONTENT} bytes or a million nodes
     * @throws IOException if the channel cannot be read
     */
    public static FileTree read(FileChannel channel, long offset) throws IOException {
        FatReader reader = new FatReader(FatVolume.open(channel, offset));
        reader.pending.add(new Directory("", reader.volume.rootCluster()));
        while (!reader.pending.isEmpty()) {
            reader.readDirectory(reader.pending.remove());
        }
        return reader.tree;
    }

    private record Directory(String path, int cluster) {}

    private void readDirectory(Directory directory) throws IOException {
        for (DirectoryReader.Entry entry : DirectoryReader.read(directory.path, directoryBytes(directory))) {
            String path = TreePath.join(directory.path, entry.name());
            FatVolume.check(path.length() <= MAX_PATH, "a path longer than " + MAX_PATH + " under " + directory.path);
            FatVolume.check(!tree.contains(path), "two entries for " + path);
            FatVolume.check(tree.nodes().size() < MAX_FILES, "more than " + MAX_FILES + " files and directories");
            if (entry.directory()) {
                tree.put(path, new Node.Directory(Metadata.root(DIRECTORY_MODE, entry.mtime())));
                pending.add(new Directory(path, entry.cluster()));
            } else {
                byte[] bytes = fileBytes(path, entry.cluster(), entry.size());
                tree.put(path, new Node.File(Metadata.root(FILE_MODE, entry.mtime()), Content.of(bytes)));
            }
        }
    }

    private byte[] directoryBytes(Directory directory) throws IOException {
        int size = volume.clusterSize();
        byte[] bytes = new byte[size];
        int length = 0;
        int cluster = directory.cluster;
        do {
            volume.visit(cluster, "/" + directory.path);
            FatVolume.check(
                    length < FatLayout.MAX_DIRECTORY_ENTRIES * FatLayout.ENTRY,
                    "the directory /" + directory.path + " has more than " + FatLayout.MAX_DIRECTORY_ENTRIES
                            + " entries");
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * length);
            }
            volume.read(cluster, bytes, length, size);
            length += size;
            cluster = volume.next(cluster);
        } while (cluster < FatLayout.END_OF_CHAIN);
        return Arrays.copyOf(bytes, length);
    }

    /** Follows the whole chain before it allocates what the entry claims. */
    private byte[] fileBytes(String path, int first, long size) throws IOException {
        if (size == 0) {
            return new byte[0];
        }
        content += size;
        FatVolume.check(content <= MAX_CONTENT, "the files have more than " + MAX_CONTENT + " bytes");
        int clusters = Math.toIntExact(Math.ceilDiv(size, volume.clusterSize()));
        int[] chain = new int[16];
        int cluster = first;
        for (int i = 0; i < clusters; i++) {
            volume.visit(cluster, path);
            if (i == chain.length) {
                chain = Arrays.copyOf(chain, 2 * i);
            }
            chain[i] = cluster;
            cluster = volume.next(cluster);
        }
        byte[] bytes = new byte[(int) size];
        for (int i = 0; i < clusters; i++) {
            int at = i * volume.clusterSize();
            volume.read(chain[i], bytes, at, Math.min(volume.clusterSize(), bytes.length - at));
        }
        return bytes;
    }
}
