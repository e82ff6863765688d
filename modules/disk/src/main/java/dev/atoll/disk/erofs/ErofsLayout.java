package dev.atoll.disk.erofs;

/** The numbers of the on-disk format; names follow {@code erofs_fs.h}, offsets and sizes are in bytes. */
final class ErofsLayout {
    static final int BLOCK = 4096;
    static final int BLOCK_BITS = 12;
    static final int SUPERBLOCK_OFFSET = 1024;
    static final int SUPERBLOCK_SIZE = 128;
    static final int MAGIC = 0xE0F5E1E2;

    /** The superblock carries a CRC-32C over itself and the rest of its block. */
    static final int FEATURE_COMPAT_SB_CHKSUM = 1;

    /** Times of inodes are modification times. */
    static final int FEATURE_COMPAT_MTIME = 2;

    /** Only of meaning to compressed inodes. */
    static final int FEATURE_INCOMPAT_ZERO_PADDING = 1;

    /** Configurations of compressors, or big physical clusters. */
    static final int FEATURE_INCOMPAT_COMPRESSION = 2;

    static final int FEATURE_INCOMPAT_CHUNKS = 4;

    /** A table of further devices, or a second compressor. */
    static final int FEATURE_INCOMPAT_DEVICES = 8;

    static final int FEATURE_INCOMPAT_COMPRESSED_TAILS = 0x10;

    /** Parts of files in the packed inode, or compressed data that files share; the packed inode has other uses too. */
    static final int FEATURE_INCOMPAT_FRAGMENTS = 0x20;

    static final int FEATURE_INCOMPAT_XATTR_PREFIXES = 0x40;

    /** Inodes are addressed in units of this size. */
    static final int SLOT = 32;

    static final int COMPACT_INODE = 32;
    static final int EXTENDED_INODE = 64;

    static final int FLAT_PLAIN = 0;
    static final int FLAT_INLINE = 2;
    static final int CHUNKS = 4;

    /** Of a chunk format: log2 of blocks in a chunk. */
    static final int CHUNK_BITS = 0x1f;

    /** Of a chunk format: entries of 8 bytes instead of 4. */
    static final int CHUNK_INDEXES = 0x20;

    /** Chunk without data. */
    static final int HOLE = 0xffff_ffff;

    /** Of an attribute's prefix number: the rest is an index into the image's own prefixes. */
    static final int LONG_PREFIX = 0x80;

    /** Address of a flat inode without whole blocks. */
    static final int NO_BLOCKS = 0xffff_ffff;

    static final int DIRENT = 12;
    static final int MAX_NAME = 255;

    /** The longest target that the kernel follows: a page less its terminator. */
    static final int MAX_SYMLINK = 4095;

    static final int S_IFMT = 0170000;
    static final int S_IFSOCK = 0140000;
    static final int S_IFLNK = 0120000;
    static final int S_IFREG = 0100000;
    static final int S_IFBLK = 0060000;
    static final int S_IFDIR = 0040000;
    static final int S_IFCHR = 0020000;
    static final int S_IFIFO = 0010000;

    private ErofsLayout() {}

    /** The type that a directory entry states for an inode of this {@code st_mode}; 0 if there is none. */
    static int direntType(int mode) {
        return switch (mode & S_IFMT) {
            case S_IFREG -> 1;
            case S_IFDIR -> 2;
            case S_IFCHR -> 3;
            case S_IFBLK -> 4;
            case S_IFIFO -> 5;
            case S_IFSOCK -> 6;
            case S_IFLNK -> 7;
            default -> 0;
        };
    }

    static long align(long position, int unit) {
        return (position + unit - 1) / unit * unit;
    }
}
