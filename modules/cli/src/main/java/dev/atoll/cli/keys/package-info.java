/** {@code atoll keys}: the keys that images are signed with. */
@NullMarked
package dev.atoll.cli.keys;

import org.jspecify.annotations.NullMarked;
