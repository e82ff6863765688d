/**
 * Tells somebody how provisioning and each change of a node ended, as {@code report:} of its configuration asks for: {@link
 * dev.atoll.node.report.Reports} writes what is to be told into a queue on the disk, {@link dev.atoll.node.report.Reporter}
 * sends it when there is a network. Nothing waits for either.
 *
 * <p>A report names what is wrong by codes and places. What configurations hold, and what programs say, stays on the node.
 */
@NullMarked
package dev.atoll.node.report;

import org.jspecify.annotations.NullMarked;
