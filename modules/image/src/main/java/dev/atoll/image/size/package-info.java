/**
 * What takes the room of an image: sizes by package and by directory.
 *
 * <p>Two numbers each: the bytes of the files, and the bytes they take in EROFS, where content lies in whole blocks of
 * 4096 bytes (the kernel's {@code Documentation/filesystems/erofs.rst}); inodes, names and directories are not counted.
 * A file with several hard links counts once, at its first path. {@link dev.atoll.image.size.TreeSize} works on a tree, so
 * it answers for images that exist and for definitions that are composed for it alike.
 */
@NullMarked
package dev.atoll.image.size;

import org.jspecify.annotations.NullMarked;
