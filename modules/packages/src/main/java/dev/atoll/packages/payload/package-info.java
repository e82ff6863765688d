/**
 * Packages unpacked: what they put where, independent of the format they came in.
 *
 * <p>A package is unpacked once into the content store's cache, as one file that holds the contents of all its files one
 * after the other, and an index of its entries. Images are then made of slices of that file; no file of a package is
 * ever made on the builder's disk under its own name, so owners, modes and devices need no privileges.
 */
@NullMarked
package dev.atoll.packages.payload;

import org.jspecify.annotations.NullMarked;
