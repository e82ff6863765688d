/**
 * The GUID partition table: which partitions a disk has and where.
 *
 * <p>Follows the UEFI Specification 2.10, chapter 5 (GUID Partition Table Disk Layout), and the UAPI Group's
 * Discoverable Partitions Specification for types and attributes. A {@link dev.atoll.disk.gpt.GptTable} is the value;
 * {@link dev.atoll.disk.gpt.GptWriter} puts it on a disk as protective MBR, primary and backup table, and
 * {@link dev.atoll.disk.gpt.GptReader} reads it back. Sectors have 512 bytes, numbers are little-endian, and GUIDs are
 * mixed-endian: their first three fields are little-endian, the last eight bytes stand in order.
 */
@NullMarked
package dev.atoll.disk.gpt;

import org.jspecify.annotations.NullMarked;
