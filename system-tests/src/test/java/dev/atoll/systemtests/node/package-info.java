/** Machines that node configurations describe, from their first boot on: what they say, and what the booted system says of it. */
@NullMarked
package dev.atoll.systemtests.node;

import org.jspecify.annotations.NullMarked;
