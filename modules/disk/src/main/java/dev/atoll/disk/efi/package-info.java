/**
 * Variables of UEFI firmware: what Secure Boot trusts, as files that enrol it and as a store a virtual machine starts
 * with.
 *
 * <p>Follows the UEFI specification 2.10 (chapter 8.2: authenticated variables; chapter 32: signature lists and the
 * variables PK, KEK and db) and, for the flash image of virtual machines, EDK2's firmware volume with an authenticated
 * variable store ({@code MdeModulePkg/Include/Guid/VariableFormat.h} and the PI specification's firmware volume
 * header). Every number is little-endian; a GUID's first three fields are too.
 *
 * <p>Signatures are made in {@code dev.atoll.image.signing}; here they are opaque bytes.
 */
@NullMarked
package dev.atoll.disk.efi;

import org.jspecify.annotations.NullMarked;
