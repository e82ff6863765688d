/**
 * The boot of a machine as its serial console tells it.
 *
 * <p>The console is a file that grows. It is read live, freed from terminal control sequences (ECMA-48 §5.4, and the
 * private ones of terminals), cut into lines and compared with what firmware (EDK II), systemd-boot, Linux and systemd
 * print. Everything in it comes from the guest and is taken as text only: lines and their number are bounded.
 */
@NullMarked
package dev.atoll.machine.serial;

import org.jspecify.annotations.NullMarked;
