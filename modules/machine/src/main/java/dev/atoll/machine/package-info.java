/**
 * Virtual machines: starts images on QEMU under UEFI Secure Boot, follows their boot and stops them.
 *
 * <p>{@link dev.atoll.machine.Machine#start} turns a {@link dev.atoll.machine.MachineConfig} into a running machine:
 * q35 with SMM and write-protected firmware, virtio disk and network, a random source, a watchdog and a TPM 2.0. What
 * the guest needs from outside (keys, settings) goes in as systemd credentials in SMBIOS type 11 strings (SMBIOS
 * reference specification §7.12, systemd's <i>System and Service Credentials</i>).
 *
 * <p>A machine started for a test ends with the JVM; one started for {@code atoll up} outlives it and is found again
 * through {@link dev.atoll.machine.RunningMachine}. Packages below: {@code host} (processes), {@code firmware},
 * {@code tpm}, {@code qemu} (installation, accelerator, monitor), {@code guest} (architectures), {@code serial} (the boot, read from the console),
 * {@code ssh}. They do not use this one.
 */
@NullMarked
package dev.atoll.machine;

import org.jspecify.annotations.NullMarked;
