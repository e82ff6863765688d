package dev.atoll.disk.cpio;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads newc archives as the kernel unpacks them: several in a row are one tree, later entries replace earlier ones,
 * entries with the same inode are hard links within their archive. Contents are held in memory, which is bounded by the
 * size of the input. Not thread safe.
 */
public final class CpioReader {
    /** As long as the kernel accepts, NUL included. */
    private static final int MAX_NAME = 4096;

    private static final int MAX_TARGET = 4096;

    private final ArchiveInput in;
    private final FileTree tree = new FileTree(Metadata.root(0755, 0));
    private final Map<Inode, Links> links = new LinkedHashMap<>();

    private record Inode(long major, long minor, long number) {}

    /** The paths of one inode and what has been read of it so far. */
    private static final class Links {
        final List<String> paths = new ArrayList<>();
        final Node.File placeholder;
        Metadata metadata;
        Content content;

        Links(Metadata metadata, Content content) {
            this.metadata = metadata;
            this.content = content;
            this.placeholder = new Node.File(metadata, content);
        }
    }

    private CpioReader(InputStream in) {
        this.in = new ArchiveInput(in);
    }

    /**
     * Reads to the end of the input, which is not closed. A root that no entry describes gets mode 0755 and time 0.
     *
     * @throws MalformedCpioException if this is no archive, or is cut short, compressed, or without a directory for one
     *     of its entries
     * @throws IOException if the input cannot be read
     */
    public static FileTree read(InputStream in) throws IOException {
        CpioReader reader = new CpioReader(in);
        byte[] header = reader.in.nextHeader();
        if (header.length == 0) {
            throw new MalformedCpioException(0, "archive is empty");
        }
        while (header.length > 0) {
            reader.archive(header);
            header = reader.in.nextHeader();
        }
        return reader.tree;
    }

    private void archive(byte[] firstHeader) throws IOException {
        byte[] bytes = firstHeader;
        while (true) {
            long start = in.position() - NewcHeader.SIZE;
            NewcHeader header = NewcHeader.decode(bytes, start);
            if (header.nameSize() < 1 || header.nameSize() > MAX_NAME) {
                throw new MalformedCpioException(start, "name of " + header.nameSize() + " bytes");
            }
            byte[] name = in.read(header.nameSize(), "a name");
            if (name[name.length - 1] != 0) {
                throw new MalformedCpioException(start, "name does not end with NUL");
            }
            in.align();
            String raw = text(ByteBuffer.wrap(name, 0, name.length - 1), start, "name");
            if (raw.equals(NewcHeader.TRAILER)) {
                in.read(header.size(), "the trailer");
                in.align();
                joinLinks();
                return;
            }
            entry(raw, header, start);
            in.align();
            bytes = in.read(NewcHeader.SIZE, "a header; no trailer was found");
        }
    }

    private void entry(String raw, NewcHeader header, long start) throws IOException {
        try {
            String path = TreePath.of(raw);
            Metadata meta = new Metadata(
                    header.uid(),
                    header.gid(),
                    (int) header.mode() & 07777,
                    header.mtime(),
                    Collections.emptySortedMap());
            tree.put(path, node(path, meta, header, start));
        } catch (IllegalArgumentException e) {
            throw new MalformedCpioException(start, e.getMessage() == null ? "bad entry" : e.getMessage());
        }
    }

    private Node node(String path, Metadata meta, NewcHeader header, long start) throws IOException {
        return switch (header.type()) {
            case NewcHeader.S_IFREG -> file(path, meta, header);
            case NewcHeader.S_IFLNK -> symlink(meta, header, start);
            case NewcHeader.S_IFDIR -> {
                skip(header);
                yield new Node.Directory(meta);
            }
            case NewcHeader.S_IFCHR -> special(meta, Node.Kind.CHARACTER, header);
            case NewcHeader.S_IFBLK -> special(meta, Node.Kind.BLOCK, header);
            case NewcHeader.S_IFIFO -> special(meta, Node.Kind.FIFO, header);
            case NewcHeader.S_IFSOCK -> special(meta, Node.Kind.SOCKET, header);
            default ->
                throw new MalformedCpioException(
                        start, "mode 0" + Long.toOctalString(header.mode()) + " has no known file type");
        };
    }

    private Node file(String path, Metadata meta, NewcHeader header) throws IOException {
        Content content = Content.of(in.read(header.size(), "content of " + path));
        if (header.links() < 2) {
            return new Node.File(meta, content);
        }
        Inode inode = new Inode(header.deviceMajor(), header.deviceMinor(), header.inode());
        Links of = links.computeIfAbsent(inode, i -> new Links(meta, content));
        of.metadata = meta;
        if (header.size() > 0) {
            of.content = content;
        }
        of.paths.add(path);
        return of.placeholder;
    }

    /** Gives every group of hard links its content, which may have come with any of them. */
    private void joinLinks() {
        for (Links of : links.values()) {
            Node.File file = new Node.File(of.metadata, of.content);
            for (String path : of.paths) {
                @Nullable Node there = tree.get(path).orElse(null);
                if (there == of.placeholder) {
                    tree.put(path, file);
                }
            }
        }
        links.clear();
    }

    private Node symlink(Metadata meta, NewcHeader header, long start) throws IOException {
        if (header.size() > MAX_TARGET) {
            throw new MalformedCpioException(start, "symbolic link's target has " + header.size() + " bytes");
        }
        byte[] target = in.read(header.size(), "a symbolic link's target");
        return new Node.Symlink(meta, text(ByteBuffer.wrap(target), start, "symbolic link's target"));
    }

    private Node special(Metadata meta, Node.Kind kind, NewcHeader header) throws IOException {
        skip(header);
        boolean device = kind == Node.Kind.CHARACTER || kind == Node.Kind.BLOCK;
        return new Node.Special(
                meta, kind, device ? (int) header.specialMajor() : 0, device ? (int) header.specialMinor() : 0);
    }

    private void skip(NewcHeader header) throws IOException {
        in.read(header.size(), "an entry");
    }

    private static String text(ByteBuffer utf8, long start, String what) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedCpioException(start, what + " is not valid UTF-8");
        }
    }
}
