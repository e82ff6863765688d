package dev.atoll.disk.erofs;

import static dev.atoll.disk.erofs.ErofsLayout.BLOCK;

import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One inode of the image to be: what is known of it from the tree, and where the plan puts it. */
final class PlannedInode {
    private static final int MAX_COMPACT_ID = 0xffff;
    private static final long MAX_COMPACT_SIZE = 0xffff_ffffL;

    final String path;
    final Node node;
    final int serial;
    final byte[] xattrs;
    final int mode;

    /** Entries, if this is a directory. */
    final @Nullable DirectoryBlocks entries;

    /** Target in UTF-8 of a symbolic link; empty for all others. */
    final byte[] target;

    int links;

    /** Bytes from the start of the image; a multiple of {@link ErofsLayout#SLOT}. */
    long position;

    /** Whether the last, incomplete block of content stands behind the inode. */
    boolean inline;

    /** First block of content. */
    long firstBlock = Integer.toUnsignedLong(ErofsLayout.NO_BLOCKS);

    PlannedInode(String path, Node node, int serial) {
        this.path = path;
        this.node = node;
        this.serial = serial;
        this.xattrs = ErofsXattrs.encode(path, node.metadata().xattrs());
        this.mode = fileType(node) | node.metadata().mode();
        this.entries = node instanceof Node.Directory ? new DirectoryBlocks() : null;
        this.target = node instanceof Node.Symlink link ? target(path, link) : new byte[0];
        this.links = node instanceof Node.Directory ? 2 : 1;
    }

    private static int fileType(Node node) {
        return switch (node) {
            case Node.Directory directory -> ErofsLayout.S_IFDIR;
            case Node.File file -> ErofsLayout.S_IFREG;
            case Node.Symlink link -> ErofsLayout.S_IFLNK;
            case Node.Special special ->
                switch (special.kind()) {
                    case CHARACTER -> ErofsLayout.S_IFCHR;
                    case BLOCK -> ErofsLayout.S_IFBLK;
                    case FIFO -> ErofsLayout.S_IFIFO;
                    case SOCKET -> ErofsLayout.S_IFSOCK;
                };
        };
    }

    private static byte[] target(String path, Node.Symlink link) {
        byte[] target = Names.utf8(path, link.target());
        if (target.length > ErofsLayout.MAX_SYMLINK) {
            throw new IllegalArgumentException("target of symbolic link /" + path + " has " + target.length
                    + " bytes; the kernel follows at most " + ErofsLayout.MAX_SYMLINK);
        }
        return target;
    }

    /** Size of the content in bytes. */
    long size() {
        return switch (node) {
            case Node.File file -> file.content().size();
            case Node.Symlink link -> target.length;
            case Node.Directory directory -> entries == null ? 0 : entries.size();
            case Node.Special special -> 0;
        };
    }

    /** Bytes of content behind the inode; 0 if all of it lies in blocks. */
    int inlineSize() {
        return inline ? (int) (size() % BLOCK) : 0;
    }

    /** Blocks of content outside the inode. */
    long blocks() {
        return inline ? size() / BLOCK : ErofsLayout.align(size(), BLOCK) / BLOCK;
    }

    /** Number by which directories refer to this inode. */
    long nid() {
        return position / ErofsLayout.SLOT;
    }

    /** Whether the short form of the inode cannot say it all. */
    boolean extended(long buildTime) {
        Metadata meta = node.metadata();
        return meta.uid() > MAX_COMPACT_ID
                || meta.gid() > MAX_COMPACT_ID
                || links > MAX_COMPACT_ID
                || size() > MAX_COMPACT_SIZE
                || meta.mtime() != buildTime;
    }

    int headerSize(long buildTime) {
        return extended(buildTime) ? ErofsLayout.EXTENDED_INODE : ErofsLayout.COMPACT_INODE;
    }

    /** Puts {@code struct erofs_inode_compact} or {@code _extended} and the extended attributes. */
    void put(ByteBuffer image, long buildTime) {
        Metadata meta = node.metadata();
        boolean extended = extended(buildTime);
        int layout = inline ? ErofsLayout.FLAT_INLINE : ErofsLayout.FLAT_PLAIN;
        image.putShort((short) (layout << 1 | (extended ? 1 : 0)));
        image.putShort((short) (xattrs.length == 0 ? 0 : 1 + (xattrs.length - ErofsXattrs.HEADER) / 4));
        image.putShort((short) mode);
        if (extended) {
            image.putShort((short) 0).putLong(size()).putInt(address()).putInt(serial);
            image.putInt((int) meta.uid()).putInt((int) meta.gid()).putLong(meta.mtime());
            image.putInt(0).putInt(links).putLong(0).putLong(0);
        } else {
            image.putShort((short) links).putInt((int) size()).putInt(0).putInt(address());
            image.putInt(serial)
                    .putShort((short) meta.uid())
                    .putShort((short) meta.gid())
                    .putInt(0);
        }
        image.put(xattrs);
    }

    /** First block or, for a device, its number as the kernel's {@code new_encode_dev} packs it. */
    private int address() {
        return node instanceof Node.Special special ? device(special) : (int) firstBlock;
    }

    private int device(Node.Special special) {
        int major = special.major();
        int minor = special.minor();
        if (major < 0 || major > 0xfff || minor < 0 || minor > 0xfffff) {
            throw new IllegalArgumentException(
                    "device number of /" + path + " is out of range: " + major + ":" + minor);
        }
        return (minor & 0xff) | major << 8 | (minor & ~0xff) << 12;
    }
}
