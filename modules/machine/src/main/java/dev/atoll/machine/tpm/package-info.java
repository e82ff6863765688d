/**
 * A TPM 2.0 for machines, by {@code swtpm}.
 *
 * <p>The emulator speaks its control protocol on a unix socket that QEMU opens ({@code swtpm(8)}, QEMU's <i>TPM
 * device</i>); the guest sees a TIS device (TCG PC Client Platform TPM Profile). Its state lives in the machine's
 * directory, so a sealed key survives a restart of the machine; it ends when QEMU lets go of the socket.
 */
@NullMarked
package dev.atoll.machine.tpm;

import org.jspecify.annotations.NullMarked;
