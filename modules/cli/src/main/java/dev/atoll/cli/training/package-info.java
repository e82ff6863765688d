/**
 * A small signed repository and the definition of a small image, for {@link dev.atoll.cli.Training}: most classes of a
 * build are met in building it, in a second and without a network.
 */
@NullMarked
package dev.atoll.cli.training;

import org.jspecify.annotations.NullMarked;
