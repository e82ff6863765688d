/**
 * Repositories for others, made of packages that a store has.
 *
 * <p>Follows the layout that apt reads (the Debian repository format: {@code pool/}, {@code dists/SUITE/InRelease},
 * {@code Packages} indexes, {@code by-hash}). The indexes hold a part of what the original archive offers, so the
 * archive's signatures cannot cover them: whoever uses such a repository trusts the key of who made it, or a lock.
 *
 * <p>The same packages, dates and key give the same bytes. A repository is replaced as a whole by one rename.
 */
@NullMarked
package dev.atoll.packages.mirror;

import org.jspecify.annotations.NullMarked;
