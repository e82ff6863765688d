/**
 * Commands in a machine, by the host's OpenSSH client.
 *
 * <p>Each machine has its own {@code known_hosts} and none of the user's configuration, keys or agents are used
 * ({@code ssh(1)}, {@code ssh_config(5)}); the transport is SSH 2 (RFC 4251 to 4254).
 */
@NullMarked
package dev.atoll.machine.ssh;

import org.jspecify.annotations.NullMarked;
