package dev.atoll.disk.cpio;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;

/**
 * Writes a tree as a newc archive. Entries are in path order, the root has none, inodes are numbered from 1 as they
 * come, and the content of a file with hard links stands with its last one, as the format has it. Equal trees give
 * equal bytes. Extended attributes are left out: the format has no place for them. Not thread safe.
 */
public final class CpioWriter {
    /** Archives end at a multiple of this many bytes, as those of the usual tools do. */
    private static final int RECORD = 512;

    private final OutputStream out;
    private final IdentityHashMap<Node.File, Links> links;
    private long position;
    private int inodes;

    /** How often a file stands in the tree, how often it still will, and its inode once it has one. */
    private static final class Links {
        int all;
        int left;
        int inode;
    }

    private CpioWriter(OutputStream out, IdentityHashMap<Node.File, Links> links) {
        this.out = out;
        this.links = links;
    }

    /**
     * Writes the archive; {@code out} is flushed but not closed.
     *
     * @throws IllegalArgumentException if the format cannot hold the tree: a file of 4 GiB or more, a time before 1970
     *     or after 2106, a name that is not valid Unicode; what comes before it may have been written
     * @throws IOException if a content is not as long as it says, cannot be read, or {@code out} cannot be written
     */
    public static void write(FileTree tree, OutputStream out) throws IOException {
        CpioWriter writer = new CpioWriter(new BufferedOutputStream(out, 1 << 16), count(tree));
        for (var entry : tree.nodes().entrySet()) {
            if (!entry.getKey().isEmpty()) {
                writer.entry(entry.getKey(), entry.getValue());
            }
        }
        writer.trailer();
        writer.out.flush();
    }

    private static IdentityHashMap<Node.File, Links> count(FileTree tree) {
        IdentityHashMap<Node.File, Links> links = new IdentityHashMap<>();
        for (Node node : tree.nodes().values()) {
            if (node instanceof Node.File file) {
                Links of = links.computeIfAbsent(file, f -> new Links());
                of.all++;
                of.left++;
            }
        }
        return links;
    }

    private void entry(String path, Node node) throws IOException {
        switch (node) {
            case Node.Directory directory -> header(path, NewcHeader.S_IFDIR, node, ++inodes, 2, 0, 0, 0);
            case Node.File file -> file(path, file);
            case Node.Symlink link -> {
                byte[] target = utf8(path, link.target());
                header(path, NewcHeader.S_IFLNK, node, ++inodes, 1, target.length, 0, 0);
                put(target, target.length);
            }
            case Node.Special special -> {
                int type = switch (special.kind()) {
                    case CHARACTER -> NewcHeader.S_IFCHR;
                    case BLOCK -> NewcHeader.S_IFBLK;
                    case FIFO -> NewcHeader.S_IFIFO;
                    case SOCKET -> NewcHeader.S_IFSOCK;
                };
                header(path, type, node, ++inodes, 1, 0, special.major(), special.minor());
            }
        }
        pad(NewcHeader.ALIGNMENT);
    }

    private void file(String path, Node.File file) throws IOException {
        Links of = links.getOrDefault(file, new Links());
        of.inode = of.inode == 0 ? ++inodes : of.inode;
        of.left--;
        long size = of.left > 0 ? 0 : file.content().size();
        header(path, NewcHeader.S_IFREG, file, of.inode, of.all, size, 0, 0);
        if (size > 0) {
            content(path, file, size);
        }
    }

    private void content(String path, Node.File file, long size) throws IOException {
        long before = position;
        try (InputStream in = file.content().open()) {
            byte[] buffer = new byte[(int) Math.min(size, 1 << 16)];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                put(buffer, n);
            }
        }
        if (position - before != size) {
            throw new IOException(
                    "content of /" + path + " has " + (position - before) + " bytes and not " + size + " as it says");
        }
    }

    private void header(String path, int type, Node node, long inode, long count, long size, int major, int minor)
            throws IOException {
        Metadata meta = node.metadata();
        if (size > NewcHeader.MAX || meta.mtime() < 0 || meta.mtime() > NewcHeader.MAX) {
            throw new IllegalArgumentException("/" + path + " does not fit into a cpio archive: size " + size
                    + " and modification time " + meta.mtime() + " must be within 32 bits");
        }
        byte[] name = utf8(path, path);
        NewcHeader header = new NewcHeader(
                inode,
                type | meta.mode(),
                meta.uid(),
                meta.gid(),
                count,
                meta.mtime(),
                size,
                0,
                0,
                major,
                minor,
                name.length + 1L);
        header(header, name);
    }

    private void header(NewcHeader header, byte[] name) throws IOException {
        put(header.encode(), NewcHeader.SIZE);
        put(name, name.length);
        put(new byte[1], 1);
        pad(NewcHeader.ALIGNMENT);
    }

    private void trailer() throws IOException {
        byte[] name = NewcHeader.TRAILER.getBytes(StandardCharsets.US_ASCII);
        header(new NewcHeader(0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, name.length + 1L), name);
        pad(RECORD);
    }

    private void put(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        position += length;
    }

    private void pad(int unit) throws IOException {
        int padding = (int) ((unit - position % unit) % unit);
        put(new byte[padding], padding);
    }

    private static byte[] utf8(String path, String text) {
        try {
            var encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("name or target of /" + path + " is not valid Unicode", e);
        }
    }
}
