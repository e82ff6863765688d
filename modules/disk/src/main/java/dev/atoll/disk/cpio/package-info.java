/**
 * cpio archives of the "newc" kind, which the kernel unpacks as initial RAM file systems.
 *
 * <p>Follows the kernel's {@code Documentation/driver-api/early-userspace/buffer-format.rst}: a header of 110
 * hexadecimal characters, the name, the content, name and content each padded to 4 bytes; an entry named
 * {@code TRAILER!!!} ends an archive, and archives may follow one another with zeros in between. The format has no
 * extended attributes, 32 bits for sizes and for times, and no time before 1970.
 *
 * <p>{@link dev.atoll.disk.cpio.CpioWriter} writes a {@link dev.atoll.disk.tree.FileTree},
 * {@link dev.atoll.disk.cpio.CpioReader} makes one.
 */
@NullMarked
package dev.atoll.disk.cpio;

import org.jspecify.annotations.NullMarked;
