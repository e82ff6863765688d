/**
 * The initial RAM disk: a small tree of the image's own files that finds the verified root, mounts it with this
 * machine's state and hands over. It holds systemd, the programs and units the definition lists with their libraries,
 * and a few kernel modules.
 */
@NullMarked
package dev.atoll.image.initrd;

import org.jspecify.annotations.NullMarked;
