/**
 * How a configuration and its secrets reach a node: {@link dev.atoll.node.delivery.Delivery} looks in all places in a fixed
 * order and takes the first that has one.
 *
 * <p>systemd's system credentials (systemd.system-credentials(7)), which firmware tables (SMBIOS type 11) and QEMU's fw_cfg
 * carry; a volume labelled {@code CIDATA}, as the NoCloud data source has it; the EFI system partition.
 */
@NullMarked
package dev.atoll.node.delivery;

import org.jspecify.annotations.NullMarked;
