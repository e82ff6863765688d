/**
 * Packages as the rest of Atoll sees them: what they are called, what they need, and where their bytes are.
 *
 * <p>{@code deb} reads packages, {@code apt} reads repositories, {@code version} compares versions, {@code solver}
 * chooses a set. One model after the door, whatever the format was.
 */
@NullMarked
package dev.atoll.packages;

import org.jspecify.annotations.NullMarked;
