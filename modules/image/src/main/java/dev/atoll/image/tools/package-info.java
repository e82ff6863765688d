/**
 * Reference tools and emulators as one pinned tree that any user can run: the programs that judge what Atoll writes,
 * and the QEMU that boots it, the same on every machine.
 *
 * <p>{@link dev.atoll.image.tools.ToolsDefinition} says which packages, a lock pins them, and {@link
 * dev.atoll.image.tools.ToolTrees} keeps composed trees in the user's cache. Nothing is installed: files are laid out
 * below one directory, as an ordinary user and without any package's script, and each program gets a wrapper that
 * starts it through the tree's own loader ({@code ld.so(8)}: {@code --library-path}, {@code --argv0}), so the host's
 * libraries do not matter. Wrappers are POSIX shell (IEEE Std 1003.1, chapter 2) and find the tree from their own
 * place, so a tree may be moved.
 */
@NullMarked
package dev.atoll.image.tools;

import org.jspecify.annotations.NullMarked;
