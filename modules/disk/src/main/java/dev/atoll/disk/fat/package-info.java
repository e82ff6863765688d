/**
 * FAT32 file systems, as the EFI System Partition needs one.
 *
 * <p>Follows the Microsoft FAT Specification (August 30, 2005, the edition the UEFI Specification 2.10 refers to in
 * section 13.3) with long file names, FSInfo sector and backup boot sector. {@link dev.atoll.disk.fat.FatWriter} puts
 * a {@link dev.atoll.disk.tree.FileTree} into a partition, laid out without fragments and the same for the same input;
 * {@link dev.atoll.disk.fat.FatReader} reads any FAT32 volume, whoever wrote it. Numbers are little-endian. FAT knows
 * no owners, modes or links: those of the tree are not kept, and times have two seconds' resolution, taken as UTC.
 */
@NullMarked
package dev.atoll.disk.fat;

import org.jspecify.annotations.NullMarked;
