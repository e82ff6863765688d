/**
 * Signing what a machine boots: keys of a platform, Authenticode signatures of PE images, and the signed writes that
 * enrol the keys.
 *
 * <p>Follows Microsoft's <i>Windows Authenticode Portable Executable Signature Format</i> (PKCS #7 SignedData over
 * SpcIndirectDataContent, RFC 2315), RFC 5652 for the signed attributes, and the UEFI specification 2.10, chapters 8.2
 * and 32, for PK, KEK and db. Signatures are RSA PKCS #1 v1.5 with SHA-256 and carry no time, so the same input and key
 * always give the same bytes.
 *
 * <p>Keys are plain files: PKCS #8 and X.509 in PEM. Who keeps a key elsewhere signs the bytes of {@link
 * dev.atoll.image.signing.Authenticode#attributesToSign} there and hands the result to {@link
 * dev.atoll.image.signing.Authenticode#attach}.
 */
@NullMarked
package dev.atoll.image.signing;

import org.jspecify.annotations.NullMarked;
