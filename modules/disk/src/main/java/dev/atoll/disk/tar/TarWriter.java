package dev.atoll.disk.tar;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Writes a tree as a pax archive: entries in path order beginning with {@code ./}, numeric owners, times in whole
 * seconds, hard links to the first of their paths. Equal trees give equal bytes. Not thread safe.
 */
public final class TarWriter {
    private static final int BLOCK = 512;
    private static final int BUFFER = 1 << 16;
    /** Archives end at a multiple of this many bytes, as those of the usual tools do. */
    private static final int RECORD = 20 * BLOCK;

    private static final int NAME = 100;
    private static final long OCTAL_7 = 07777777L;
    private static final long OCTAL_11 = 077777777777L;

    private final OutputStream out;
    private final IdentityHashMap<Node.File, String> written = new IdentityHashMap<>();
    private long position;

    private TarWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * Writes the archive; {@code out} is flushed but not closed.
     *
     * @throws IllegalArgumentException if the tree holds a socket, which the format has no type for
     * @throws IOException if a content is not as long as it says, cannot be read, or {@code out} cannot be written
     */
    public static void write(FileTree tree, OutputStream out) throws IOException {
        TarWriter writer = new TarWriter(new BufferedOutputStream(out, BUFFER));
        for (Map.Entry<String, Node> entry : tree.nodes().entrySet()) {
            writer.entry("./" + entry.getKey(), entry.getValue());
        }
        writer.put(new byte[2 * BLOCK], 2 * BLOCK);
        writer.pad(RECORD);
        writer.out.flush();
    }

    private void entry(String path, Node node) throws IOException {
        switch (node) {
            case Node.Directory directory ->
                header(path.endsWith("/") ? path : path + "/", '5', "", 0, 0, 0, directory.metadata());
            case Node.File file -> file(path, file);
            case Node.Symlink link -> header(path, '2', link.target(), 0, 0, 0, link.metadata());
            case Node.Special special -> {
                char type = switch (special.kind()) {
                    case CHARACTER -> '3';
                    case BLOCK -> '4';
                    case FIFO -> '6';
                    case SOCKET -> throw new IllegalArgumentException("tar cannot hold the socket " + path);
                };
                header(path, type, "", 0, special.major(), special.minor(), special.metadata());
            }
        }
    }

    private void file(String path, Node.File file) throws IOException {
        String first = written.putIfAbsent(file, path);
        if (first != null) {
            header(path, '1', first, 0, 0, 0, file.metadata());
            return;
        }
        long size = file.content().size();
        header(path, '0', "", size, 0, 0, file.metadata());
        long before = position;
        try (InputStream in = file.content().open()) {
            byte[] buffer = new byte[(int) Math.min(size + 1, BUFFER)];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                put(buffer, n);
            }
        }
        if (position - before != size) {
            throw new IOException(
                    "content of " + path + " has " + (position - before) + " bytes and not " + size + " as it says");
        }
        pad(BLOCK);
    }

    private void header(String path, char type, String link, long size, int major, int minor, Metadata metadata)
            throws IOException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        byte[] target = link.getBytes(StandardCharsets.UTF_8);
        PaxRecords records = new PaxRecords();
        if (name.length > NAME || name.length != path.length()) {
            records.add("path", name);
        }
        if (target.length > NAME || target.length != link.length()) {
            records.add("linkpath", target);
        }
        addIfLarge(records, "size", size, OCTAL_11);
        addIfLarge(records, "uid", metadata.uid(), OCTAL_7);
        addIfLarge(records, "gid", metadata.gid(), OCTAL_7);
        addIfLarge(records, "mtime", metadata.mtime(), OCTAL_11);
        for (Map.Entry<String, ByteBuffer> xattr : metadata.xattrs().entrySet()) {
            byte[] value = new byte[xattr.getValue().remaining()];
            xattr.getValue().duplicate().get(value);
            records.add("SCHILY.xattr." + xattr.getKey(), value);
        }
        if (!records.isEmpty()) {
            byte[] bytes = records.toBytes();
            byte[] ownName = "./PaxHeaders/x".getBytes(StandardCharsets.US_ASCII);
            put(ustar(ownName, 'x', new byte[0], bytes.length, 0, 0, Metadata.root(0644, 0)), BLOCK);
            put(bytes, bytes.length);
            pad(BLOCK);
        }
        put(ustar(name, type, target, size, major, minor, metadata), BLOCK);
    }

    private static void addIfLarge(PaxRecords records, String key, long value, long most) {
        if (value < 0 || value > most) {
            records.add(key, Long.toString(value));
        }
    }

    private static byte[] ustar(
            byte[] name, char type, byte[] link, long size, int major, int minor, Metadata metadata) {
        ByteBuffer header = ByteBuffer.allocate(BLOCK);
        header.put(0, name, 0, Math.min(name.length, NAME));
        octal(header, 100, 7, metadata.mode(), OCTAL_7);
        octal(header, 108, 7, metadata.uid(), OCTAL_7);
        octal(header, 116, 7, metadata.gid(), OCTAL_7);
        octal(header, 124, 11, size, OCTAL_11);
        octal(header, 136, 11, metadata.mtime(), OCTAL_11);
        header.put(156, (byte) type);
        header.put(157, link, 0, Math.min(link.length, NAME));
        header.put(257, "ustar\00000".getBytes(StandardCharsets.US_ASCII));
        octal(header, 329, 7, major, OCTAL_7);
        octal(header, 337, 7, minor, OCTAL_7);
        header.put(148, "        ".getBytes(StandardCharsets.US_ASCII));
        int sum = 0;
        for (byte each : header.array()) {
            sum += Byte.toUnsignedInt(each);
        }
        header.put(148, "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII));
        return header.array();
    }

    /** What does not fit stands in a pax record, and here as 0. */
    private static void octal(ByteBuffer header, int at, int digits, long value, long most) {
        String text = Long.toOctalString(value < 0 || value > most ? 0 : value);
        header.put(at, ("0".repeat(digits - text.length()) + text).getBytes(StandardCharsets.US_ASCII));
    }

    private void put(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
        position += length;
    }

    private void pad(int alignment) throws IOException {
        int rest = (int) (position % alignment);
        if (rest != 0) {
            put(new byte[alignment - rest], alignment - rest);
        }
    }
}
