/**
 * Bills of materials: which software an image holds, from where and under which licences, in the two forms that tools
 * read.
 *
 * <p>{@link dev.atoll.image.sbom.Bill} is gathered from an image's own list of packages and its copyright files (Debian's
 * machine-readable copyright format 1.0, DEP-5), so it needs nothing but the image. {@link
 * dev.atoll.image.sbom.SpdxDocuments} writes SPDX 2.3 JSON (ISO/IEC 5962 with its update), {@link
 * dev.atoll.image.sbom.CycloneDxDocuments} CycloneDX 1.6 JSON (ECMA-424), both with the projects' own libraries. Packages
 * are named by package URL (ECMA-427, type {@code deb}), licences by SPDX expressions where a name says exactly which is
 * meant, else by a reference with its text. The same image always gives the same bytes: the document's name comes from a
 * digest of what it lists, its date is the image's.
 */
@NullMarked
package dev.atoll.image.sbom;

import org.jspecify.annotations.NullMarked;
