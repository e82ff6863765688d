/** {@code atoll image}: from definitions to disk images. */
@NullMarked
package dev.atoll.cli.image;

import org.jspecify.annotations.NullMarked;
