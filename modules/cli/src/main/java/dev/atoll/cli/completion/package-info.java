/** {@code atoll completion}: scripts that let shells complete its lines. */
@NullMarked
package dev.atoll.cli.completion;

import org.jspecify.annotations.NullMarked;
