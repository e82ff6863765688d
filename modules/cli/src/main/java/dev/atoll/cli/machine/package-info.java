/** {@code atoll up} and {@code atoll down}: an image as a running machine. */
@NullMarked
package dev.atoll.cli.machine;

import org.jspecify.annotations.NullMarked;
