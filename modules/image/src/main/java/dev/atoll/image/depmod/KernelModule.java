package dev.atoll.image.depmod;

import java.util.List;

/**
 * What a module says about itself; strings hold one {@code char} a byte.
 *
 * @param name with underscores for hyphens
 * @param path relative to the kernel's module directory
 * @param exports symbols it offers, in the order of its symbol table
 * @param imports symbols it wants, in the order of its symbol table
 */
record KernelModule(
        String name,
        String path,
        List<String> aliases,
        List<String> softdeps,
        List<String> weakdeps,
        List<String> exports,
        List<String> imports) {}
