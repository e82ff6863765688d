/**
 * Debian binary packages and the text format around them.
 *
 * <p>Follows deb(5), deb-control(5) and deb822(5) of dpkg, Debian Policy chapters 5 and 7 (control fields, relations),
 * and for the archives inside POSIX.1-2017 pax/ustar with GNU's long names, ar(5), xz, Zstandard (RFC 8878) and gzip
 * (RFC 1952).
 *
 * <p>Everything is read as a stream, nothing is executed and nothing is written to disk here. All bytes are taken for
 * hostile: whatever is wrong with them ends in a {@link dev.atoll.packages.deb.MalformedPackageException} that names
 * the package and the place, and no length field is trusted with memory.
 */
@NullMarked
package dev.atoll.packages.deb;

import org.jspecify.annotations.NullMarked;
