/**
 * File system trees as values: what a file system holds, without a file system.
 *
 * <p>Owners, modes, extended attributes and device nodes live here and not on the builder's disk, so composing an
 * image needs no privilege. The writers ({@code dev.atoll.disk.erofs}, {@code dev.atoll.disk.cpio}) read a
 * {@link dev.atoll.disk.tree.FileTree}; the EROFS reader makes one.
 */
@NullMarked
package dev.atoll.disk.tree;

import org.jspecify.annotations.NullMarked;
