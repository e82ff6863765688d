/**
 * dm-verity: hash trees that let the kernel check every block of a read-only device against one root hash.
 *
 * <p>Follows the kernel's {@code Documentation/admin-guide/device-mapper/verity.rst} and the superblock that
 * {@code veritysetup} writes before the tree: hash type 1 (salt before data), SHA-256, data and hash blocks of 4096
 * bytes. The hash area is the superblock in a block of its own, then the levels of the tree from its root to its
 * leaves, each padded to whole blocks; the root hash itself is not in it. Numbers are little-endian.
 *
 * <p>{@link dev.atoll.disk.verity.VerityOutputStream} makes the tree while the data is written,
 * {@link dev.atoll.disk.verity.VerityTree} is the result, {@link dev.atoll.disk.verity.VerityVerifier} checks data
 * against a stored tree.
 */
@NullMarked
package dev.atoll.disk.verity;

import org.jspecify.annotations.NullMarked;
