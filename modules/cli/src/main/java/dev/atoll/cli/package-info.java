/** The {@code atoll} command: one class a command; what they do lives in the other modules. */
@NullMarked
package dev.atoll.cli;

import org.jspecify.annotations.NullMarked;
