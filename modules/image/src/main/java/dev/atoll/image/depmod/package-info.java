/**
 * Indexes of kernel modules, as {@code depmod} of kmod 34 writes them and libkmod reads them.
 *
 * <p>{@link dev.atoll.image.depmod.KernelModules} reads the modules below {@code usr/lib/modules/VERSION} of a tree with their
 * {@code modules.order}, {@code modules.builtin} and {@code modules.builtin.modinfo}, and puts the eleven files of
 * depmod(8) beside them: texts (modules.dep(5)) and binary indexes, which are path-compressed tries with big-endian
 * numbers, magic {@code 0xB007F457}, version 2.1. All come out byte for byte as kmod 34 makes them, the order of symbols
 * in {@code modules.symbols} included. What {@code depmod.d} of the tree
 * says is followed, and modules in {@code updates/} win if it says nothing. {@link dev.atoll.image.depmod.Depmod} does the work.
 */
@NullMarked
package dev.atoll.image.depmod;

import org.jspecify.annotations.NullMarked;
