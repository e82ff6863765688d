/**
 * Apt repositories: which mirror serves one, whether it is what it says, and which packages it offers.
 *
 * <p>Follows the Debian repository format ({@code InRelease}, {@code Packages}, {@code by-hash}, {@code Valid-Until}),
 * sources.list(5) for the machine's own configuration, and deb822(5). Trust runs from a pinned key over {@code
 * InRelease} and the SHA-256 it states of an index to the SHA-256 that the index states of each package; no host name
 * and no transport is trusted, and none is written anywhere.
 */
@NullMarked
package dev.atoll.packages.apt;

import org.jspecify.annotations.NullMarked;
