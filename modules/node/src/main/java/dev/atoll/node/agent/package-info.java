/**
 * The part of the agent that runs all the time. It is allowed nothing: no capability, no write outside of its own state. It
 * answers questions on a Unix socket in the Varlink protocol (varlink.org), which {@code varlinkctl} of systemd speaks, and is
 * ended by systemd's watchdog if it does not answer any more. What changes the node are units of their own.
 *
 * <p>{@link dev.atoll.node.agent.Agent} is its main class.
 */
@NullMarked
package dev.atoll.node.agent;

import org.jspecify.annotations.NullMarked;
