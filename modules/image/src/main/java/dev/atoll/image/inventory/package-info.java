/**
 * Which packages an image was composed of, inside the image: {@code /usr/lib/atoll/packages.json}.
 *
 * <p>An image has no package database, since nothing on the machine installs packages; scanners, bills of materials and
 * people still ask. {@link dev.atoll.image.inventory.Inventory} is written while an image is composed, from the lock, and
 * read by {@code atoll image inspect}, {@code size} and {@code sbom}. Who brought which file is kept as one number a
 * regular file, in the order of the tree and run-length encoded: a few kilobytes instead of a list of paths. It names no
 * host. JSON of RFC 8259; reading it is strict and bounded as for all documents.
 */
@NullMarked
package dev.atoll.image.inventory;

import org.jspecify.annotations.NullMarked;
