/** What runs on a node: {@link dev.atoll.node.Provision} at boot, {@link dev.atoll.node.Control} for people. */
@NullMarked
package dev.atoll.node;

import org.jspecify.annotations.NullMarked;
