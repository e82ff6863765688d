/**
 * ELF files as a composer needs them: what a program wants beside itself, and the sections a kernel module describes
 * itself with. Reading only.
 *
 * <p>Follows the System V gABI, edition 4.1 with the 64-bit additions ("ELF-64 Object File Format", version 1.5), the
 * psABI supplements of x86-64 and AArch64 for machine numbers, the search order of ld.so(8), and the "ELF dlopen()
 * Metadata" note of systemd 257 (<a href="https://systemd.io/ELF_DLOPEN_METADATA/">specification</a>).
 *
 * <p>{@link dev.atoll.disk.elf.ElfFile} reads one file, {@link dev.atoll.disk.elf.LibraryClosure} follows libraries
 * through a {@link dev.atoll.disk.tree.FileTree}. Every length found in a file is checked against its size before
 * anything is allocated; a file that breaks the format is refused with
 * {@link dev.atoll.disk.elf.MalformedElfException} and nothing else.
 */
@NullMarked
package dev.atoll.disk.elf;

import org.jspecify.annotations.NullMarked;
