/**
 * From a definition to a signed disk image, as a pure function of the lock: resolve, fetch, lay out the tree, apply the
 * declared effects, write the file system with its hash tree, the initrd, the boot files and the partition table.
 */
@NullMarked
package dev.atoll.image;

import org.jspecify.annotations.NullMarked;
