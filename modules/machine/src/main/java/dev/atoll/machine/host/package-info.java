/**
 * What the host lends to a machine: processes that are told apart from later ones with the same number, and a short
 * directory for sockets.
 *
 * <p>Written for Linux: a process is known by its number, its start time in clock ticks ({@code proc_pid_stat(5)}, field
 * 22) and the boot it belongs to ({@code /proc/sys/kernel/random/boot_id}), so a number used again is never mistaken for
 * the machine. Socket paths respect {@code sun_path}'s 108 bytes ({@code unix(7)}).
 */
@NullMarked
package dev.atoll.machine.host;

import org.jspecify.annotations.NullMarked;
