/**
 * What a node configuration becomes on a node: files below {@code /etc} and {@code /var}, accounts, states of units. A pure
 * function, without looking at a machine: {@link dev.atoll.node.render.Rendering#of} is the door.
 *
 * <p>What it writes is read by systemd-networkd (systemd.network(5), systemd.netdev(5)), systemd-resolved
 * (resolved.conf(5)), systemd-timesyncd (timesyncd.conf(5)), systemd-repart (repart.d(5)), systemd-cryptsetup
 * (crypttab(5)), systemd-sysctl (sysctl.d(5)), systemd-tmpfiles (tmpfiles.d(5)), Quadlet (podman-systemd.unit(5)),
 * containers-registries.conf(5) and nftables (nft(8)).
 */
@NullMarked
package dev.atoll.node.render;

import org.jspecify.annotations.NullMarked;
