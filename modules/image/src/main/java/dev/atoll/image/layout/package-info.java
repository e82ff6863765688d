/**
 * Packages become a tree: every payload at its place, excluded paths left out, nothing decided by the order in which
 * packages happen to come.
 */
@NullMarked
package dev.atoll.image.layout;

import org.jspecify.annotations.NullMarked;
