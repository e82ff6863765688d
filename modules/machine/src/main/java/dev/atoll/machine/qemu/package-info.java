/**
 * QEMU as found on the host: its programs, which accelerator really works, and its monitor.
 *
 * <p>The monitor protocol is QMP (QEMU's <i>QEMU Machine Protocol Specification</i>): one JSON value a line, a greeting,
 * {@code qmp_capabilities}, then commands, returns and events.
 *
 * <p>That {@code /dev/kvm} exists says little: under some hypervisors it runs 16-bit code and dies at a kernel's first
 * vector-encoded instruction, or offers no SMM, without which Secure Boot means nothing. So KVM is used only after a guest
 * in long mode, and where the caller has one a real kernel, has run under it.
 */
@NullMarked
package dev.atoll.machine.qemu;

import org.jspecify.annotations.NullMarked;
