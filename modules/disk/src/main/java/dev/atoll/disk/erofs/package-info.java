/**
 * EROFS, the kernel's read-only file system: a writer for uncompressed images and a reader for inspection.
 *
 * <p>Follows the on-disk format as the Linux kernel documents it ({@code Documentation/filesystems/erofs.rst} and
 * {@code fs/erofs/erofs_fs.h}); all integers are little-endian. Images written here have blocks of 4096 bytes and need
 * no incompatible feature, so every kernel since 5.4 mounts them. Their order is: superblock, inodes with the tails of
 * directories and symbolic links, whole blocks of directories, then the files in path order, each from a block
 * boundary and never packed into its inode: a file that did not change keeps its blocks, which is what keeps deltas
 * small.
 *
 * <p>{@link dev.atoll.disk.erofs.ErofsWriter} writes, {@link dev.atoll.disk.erofs.ErofsReader} reads, both from and to
 * a {@link dev.atoll.disk.tree.FileTree}. The reader takes what {@code mkfs.erofs} 1.5 to 1.8 make without
 * compression, chunks included; compression is refused by name.
 */
@NullMarked
package dev.atoll.disk.erofs;

import org.jspecify.annotations.NullMarked;
