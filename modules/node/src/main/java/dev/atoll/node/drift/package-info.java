/**
 * What was changed on a node by hand: the difference between what its generation says and what is there. {@link
 * dev.atoll.node.drift.Drift} finds it.
 */
@NullMarked
package dev.atoll.node.drift;

import org.jspecify.annotations.NullMarked;
