/**
 * What a change of {@code /etc} costs: {@link dev.atoll.node.change.ChangePlan} says for each path what has to be done so
 * that the running system follows, from doing nothing to a reboot. A pure function of what changed.
 */
@NullMarked
package dev.atoll.node.change;

import org.jspecify.annotations.NullMarked;
