/**
 * Boot files of UEFI machines: PE32+ images, unified kernel images and the room for their signatures.
 *
 * <p>Follows Microsoft's PE format specification (revision 11: headers, section table, attribute certificate table,
 * checksum) and its <i>Windows Authenticode Portable Executable Signature Format</i> (which bytes are hashed), as
 * firmware built from EDK2 reads them, and the UAPI group's UKI specification. Only images whose sections lie in the
 * file one after another are hashed and signed: where there are gaps or overlaps, readers disagree about what a
 * signature covers.
 *
 * <p>Signatures themselves (CMS, keys) are made in {@code dev.atoll.image.signing}; here they are opaque bytes.
 */
@NullMarked
package dev.atoll.disk.pe;

import org.jspecify.annotations.NullMarked;
