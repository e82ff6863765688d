/** Composed trees judged by the tools whose work was composed: each runs in a chroot of the same tree. */
@NullMarked
package dev.atoll.systemtests.effects;

import org.jspecify.annotations.NullMarked;
