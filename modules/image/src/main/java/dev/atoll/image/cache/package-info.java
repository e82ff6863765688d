/**
 * What a build keeps in the store because making it again takes long: results of steps that are pure functions of a part
 * of the tree.
 *
 * <p>{@link dev.atoll.image.cache.TreeKey} names such a part by everything that a step can see of it. Files of the store
 * are named by where they lie, for the store names them by digests and never changes them; all else by its bytes.
 * {@link dev.atoll.image.cache.FileCache} keeps the files that a step makes, with a digest, so that a damaged one is
 * made anew.
 */
@NullMarked
package dev.atoll.image.cache;

import org.jspecify.annotations.NullMarked;
