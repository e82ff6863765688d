/** {@code atoll mirror}: the store as a repository for others. */
@NullMarked
package dev.atoll.cli.mirror;

import org.jspecify.annotations.NullMarked;
