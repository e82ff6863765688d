/** Builds and their failures through the launcher, as a user sees them. */
@NullMarked
package dev.atoll.systemtests.build;

import org.jspecify.annotations.NullMarked;
