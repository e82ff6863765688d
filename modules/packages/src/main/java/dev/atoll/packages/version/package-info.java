/**
 * How versions compare, one type per distribution family.
 *
 * <p>{@link dev.atoll.packages.version.DebianVersion} follows Debian Policy §5.6.12 and {@code deb-version(7)}, the
 * order of {@code dpkg --compare-versions}. Comparison works on the version as written: two spellings may compare as
 * equal ({@code 1.0} and {@code 1.00}) and yet be different text. Everything here is pure and safe for use by many
 * threads.
 */
@NullMarked
package dev.atoll.packages.version;

import org.jspecify.annotations.NullMarked;
