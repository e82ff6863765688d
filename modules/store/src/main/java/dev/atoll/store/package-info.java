/**
 * Bytes named by their SHA-256: digests, the content store on the builder's disk, and downloads that end there only
 * when they match.
 *
 * <p>Nothing enters the store unverified, writes are atomic (temporary file, fsync, rename), and several processes may
 * use one store at once.
 */
@NullMarked
package dev.atoll.store;

import org.jspecify.annotations.NullMarked;
