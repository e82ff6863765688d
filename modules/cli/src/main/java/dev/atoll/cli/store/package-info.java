/** {@code atoll store}: what the content store holds, whether it is sound, and how to make it smaller. */
@NullMarked
package dev.atoll.cli.store;

import org.jspecify.annotations.NullMarked;
