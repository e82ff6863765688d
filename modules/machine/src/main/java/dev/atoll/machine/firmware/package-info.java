/**
 * UEFI firmware for machines: where the host keeps OVMF, and the variable store each machine starts from.
 *
 * <p>Only builds with Secure Boot and SMM are taken, as pairs of code and variables of one layout: the flash map of both
 * files must match (<i>OVMF whitepaper</i>; UEFI specification 2.10, chapter 32 for what the variables hold).
 */
@NullMarked
package dev.atoll.machine.firmware;

import org.jspecify.annotations.NullMarked;
