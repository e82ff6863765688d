package dev.atoll.disk.erofs;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads uncompressed EROFS images, whoever made them: compact and extended inodes, content that is plain, inline or in
 * chunks, own and shared extended attributes with or without prefixes of the image's own. Compressed images and such
 * with further devices are refused. Thread safe.
 */
public final class ErofsReader {
    /** Paths longer than this cannot be opened by name. */
    private static final int MAX_PATH = 4096;

    private static final long MAX_PATHS_TOTAL = 64L << 20;
    private static final int MAX_ENTRIES = 4 << 20;

    /** Symbolic links and contents with a tail in their inode are held in memory, up to this many bytes in all. */
    private static final long MAX_LOADED = 256L << 20;

    private static final long MAX_DIRECTORIES = 256L << 20;

    private final ErofsImage image;
    private final StoredXattrs xattrs;
    private final FileTree tree;
    private final Map<Long, Node> files = new HashMap<>();
    private final Set<Long> directories = new HashSet<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long directoryBytes;
    private long loadedBytes;
    private long pathsTotal;
    private int entries;

    /** A directory in the tree whose entries have not been read. */
    private record Pending(String path, long nid, long parentNid, StoredInode inode) {}

    private ErofsReader(ErofsImage image) throws IOException {
        this.image = image;
        this.xattrs = new StoredXattrs(image);
        StoredInode root = StoredInode.read(image, image.inodeAt(image.rootNid()));
        if (root.type() != ErofsLayout.S_IFDIR) {
            throw new MalformedErofsException(root.position(), "root is no directory");
        }
        this.tree = new FileTree(metadata(root));
        directories.add(image.rootNid());
        pending.add(new Pending("", image.rootNid(), image.rootNid(), root));
    }

    /**
     * Reads the metadata of all files; their contents stay in the image as slices of it, apart from those with a tail
     * in their inode. Sub-second times are dropped.
     *
     * @param file a file or disk that holds the image, to stay unchanged while the tree is in use
     * @param offset where in it the image begins, in bytes
     * @throws MalformedErofsException if the image is broken, names places outside of itself, uses features other than
     *     those above, or passes these bounds: 4 Mi entries, paths of 4096 characters and 64 Mi in all, 64 MiB of
     *     extended attributes, 256 MiB of directories, 256 MiB of symbolic links and
     *     of contents with inline tails, neither more than the image has bytes
     * @throws IOException if the file cannot be read
     */
    public static FileTree read(Path file, long offset) throws IOException {
        if (offset < 0) {
            throw new IllegalArgumentException("negative offset " + offset);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new ErofsReader(ErofsImage.open(file, channel, offset)).walk();
        }
    }

    private FileTree walk() throws IOException {
        while (!pending.isEmpty()) {
            Pending directory = pending.remove();
            StoredInode inode = directory.inode;
            // Directories share no bytes in a sound image, so what is read of them never passes its size.
            long most = Math.min(MAX_DIRECTORIES, image.size());
            if (inode.size() < 0 || inode.size() > most - directoryBytes) {
                throw new MalformedErofsException(
                        inode.position(), "directories have more than " + most + " bytes in all");
            }
            directoryBytes += inode.size();
            byte[] content = inode.load(image);
            for (var entry : StoredDirectory.entries(content, image.blockSize(), inode.position())) {
                entry(directory, entry);
            }
        }
        return tree;
    }

    private void entry(Pending directory, StoredDirectory.Entry entry) throws IOException {
        long position = directory.inode.position();
        boolean self = entry.name().equals(".");
        if (self || entry.name().equals("..")) {
            if (entry.nid() != (self ? directory.nid : directory.parentNid)) {
                throw new MalformedErofsException(
                        position, "entry " + entry.name() + " of /" + directory.path + " leads elsewhere");
            }
            return;
        }
        String path = TreePath.join(directory.path, entry.name());
        pathsTotal += path.length();
        entries++;
        if (path.length() > MAX_PATH || pathsTotal > MAX_PATHS_TOTAL || entries > MAX_ENTRIES) {
            throw new MalformedErofsException(position, "too many files or too long paths");
        }
        if (tree.contains(path)) {
            throw new MalformedErofsException(position, "/" + path + " stands twice in its directory");
        }
        Node known = files.get(entry.nid());
        tree.put(path, known == null ? node(directory, path, entry) : known);
    }

    private Node node(Pending parent, String path, StoredDirectory.Entry entry) throws IOException {
        StoredInode inode = StoredInode.read(image, image.inodeAt(entry.nid()));
        if (entry.type() != 0 && entry.type() != ErofsLayout.direntType(inode.mode())) {
            throw new MalformedErofsException(inode.position(), "/" + path + " is of another type than its entry says");
        }
        Metadata meta = metadata(inode);
        Node node = switch (inode.type()) {
            case ErofsLayout.S_IFDIR -> {
                if (!directories.add(entry.nid())) {
                    throw new MalformedErofsException(
                            inode.position(), "directory /" + path + " stands in the tree twice");
                }
                pending.add(new Pending(path, entry.nid(), parent.nid, inode));
                yield new Node.Directory(meta);
            }
            case ErofsLayout.S_IFREG -> new Node.File(meta, content(inode));
            case ErofsLayout.S_IFLNK -> symlink(meta, inode);
            case ErofsLayout.S_IFCHR -> device(meta, Node.Kind.CHARACTER, inode);
            case ErofsLayout.S_IFBLK -> device(meta, Node.Kind.BLOCK, inode);
            case ErofsLayout.S_IFIFO -> new Node.Special(meta, Node.Kind.FIFO, 0, 0);
            case ErofsLayout.S_IFSOCK -> new Node.Special(meta, Node.Kind.SOCKET, 0, 0);
            default -> throw new MalformedErofsException(inode.position(), "/" + path + " has no known file type");
        };
        if (!(node instanceof Node.Directory)) {
            files.put(entry.nid(), node);
        }
        return node;
    }

    private Metadata metadata(StoredInode inode) throws IOException {
        return new Metadata(inode.uid(), inode.gid(), inode.mode() & 07777, inode.mtime(), xattrs.of(inode));
    }

    private Content content(StoredInode inode) throws IOException {
        if (!inode.hasTail(image)) {
            return inode.slice(image);
        }
        countLoaded(inode);
        return Content.of(inode.load(image));
    }

    private void countLoaded(StoredInode inode) {
        // They too share no bytes in a sound image, but for the block that each may end in.
        long most = Math.min(MAX_LOADED, image.size());
        if (inode.size() < 0 || inode.size() > most - loadedBytes) {
            throw new MalformedErofsException(
                    inode.position(),
                    "symbolic links and files with inline tails pass " + most
                            + " bytes in all; make the image without inline data");
        }
        loadedBytes += inode.size();
    }

    private Node symlink(Metadata meta, StoredInode inode) throws IOException {
        if (inode.size() < 1 || inode.size() > ErofsLayout.MAX_SYMLINK) {
            throw new MalformedErofsException(
                    inode.position(), "symbolic link's target has " + Long.toUnsignedString(inode.size()) + " bytes");
        }
        countLoaded(inode);
        byte[] target = inode.load(image);
        String text = Names.text(target, 0, target.length, inode.position());
        if (text.indexOf('\0') >= 0) {
            throw new MalformedErofsException(inode.position(), "symbolic link's target has a NUL");
        }
        return new Node.Symlink(meta, text);
    }

    private static Node device(Metadata meta, Node.Kind kind, StoredInode inode) {
        int number = inode.address();
        return new Node.Special(meta, kind, (number >> 8) & 0xfff, (number & 0xff) | ((number >>> 12) & 0xfff00));
    }
}
