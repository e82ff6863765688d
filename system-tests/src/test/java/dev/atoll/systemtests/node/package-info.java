/**
 * Journeys of a node that a configuration describes, on a machine that boots: what {@code node.yaml} says is what the machine
 * is, at its first boot, after the next, and after a change.
 */
@NullMarked
package dev.atoll.systemtests.node;

import org.jspecify.annotations.NullMarked;
