/**
 * The certificate authorities that programs of an image trust, as files that OpenSSL, GnuTLS and others read.
 *
 * <p>{@link dev.atoll.image.cabundle.CaBundle} writes what Debian's update-ca-certificates(8) and {@code openssl rehash}
 * make of {@code usr/share/ca-certificates} and {@code usr/local/share/ca-certificates}: the bundle
 * {@code etc/ssl/certs/ca-certificates.crt}, a link for each certificate, and a link by the hash of its subject. The hash
 * is OpenSSL's since 1.0: the first four bytes, little-endian, of the SHA-1 of the subject in canonical form (strings as
 * UTF-8, ASCII letters small, white space trimmed and single), each relative name a DER set, without the outer sequence.
 */
@NullMarked
package dev.atoll.image.cabundle;

import org.jspecify.annotations.NullMarked;
