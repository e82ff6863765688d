/**
 * How far long work is, on standard error: a moving bar on a terminal, a line per task elsewhere.
 *
 * <p>Work in other modules knows nothing of this; commands hand it what it calls back.
 */
@NullMarked
package dev.atoll.cli.progress;

import org.jspecify.annotations.NullMarked;
