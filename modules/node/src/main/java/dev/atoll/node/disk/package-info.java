/**
 * Data disks of a node: what is on one, whether partitions may be made on it, and making them. {@link
 * dev.atoll.node.disk.DiskSetup} is what the unit of a disk runs; {@link dev.atoll.node.disk.DiskDecision} is where data
 * is safe or not.
 *
 * <p>systemd-repart makes partitions, file systems and LUKS2 volumes; wipefs and blkid tell what is on a disk; sfdisk makes
 * the table. A table that was made here is known by the disk's GUID ({@link dev.atoll.node.disk.DiskMark}), so it lies on the
 * disk itself that it must never be emptied again.
 */
@NullMarked
package dev.atoll.node.disk;

import org.jspecify.annotations.NullMarked;
