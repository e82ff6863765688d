/**
 * {@code atoll tools}: the pinned tree of reference tools and emulators, which any user can run. The definition and its
 * lock are the distribution's {@code tools.yaml} and {@code tools.lock}.
 */
@NullMarked
package dev.atoll.cli.tools;

import org.jspecify.annotations.NullMarked;
