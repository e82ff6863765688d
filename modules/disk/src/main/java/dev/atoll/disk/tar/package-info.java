/**
 * Trees as tar archives, for container engines and other tools that take a root as one file.
 *
 * <p>The format is pax (POSIX.1-2017, {@code pax} utility, "pax Interchange Format"): ustar headers of 512 bytes, and
 * before them records for what does not fit. Extended attributes are records named {@code SCHILY.xattr.NAME}, which GNU
 * tar, libarchive and container engines read; their values are bytes as they are.
 */
@NullMarked
package dev.atoll.disk.tar;

import org.jspecify.annotations.NullMarked;
