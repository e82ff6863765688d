/**
 * Where the dynamic loader finds libraries outside of its own directories: {@code /etc/ld.so.cache} and the links from
 * sonames to files.
 *
 * <p>Follows ldconfig(8) and ld.so(8) of glibc 2.41: {@code /etc/ld.so.conf} with its includes names directories, their
 * libraries and those below {@code glibc-hwcaps} are indexed in the "new" format, {@code glibc-ld.so.cache1.1} with an
 * extension section. The loader's own directories it searches without a cache, so a tree that has libraries only there
 * gets none. Only 64-bit libraries of the tree's machine are indexed; the marker of the instruction set that a library
 * needs ({@code GNU_PROPERTY_X86_ISA_1_NEEDED}) is not, the names of directories below {@code glibc-hwcaps} say the same.
 */
@NullMarked
package dev.atoll.image.loader;

import org.jspecify.annotations.NullMarked;
