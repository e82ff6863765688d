package dev.atoll.image.definition;

import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.Range;
import dev.atoll.document.Text;
import dev.atoll.store.Digest;

/**
 * The state of a source that a lock was made from.
 *
 * @param name the source's name in the definition
 * @param inRelease digest of its InRelease file
 * @param signedBy fingerprint of the key that vouched for it, hexadecimal
 * @param date the archive's own date of it, seconds since 1970-01-01 UTC
 */
public record LockedSource(
        @Doc("name of the source in the definition") @Matches(value = Syntax.ID, says = Syntax.ID_SAYS)
        String name,

        @Doc("SHA-256 of InRelease") @Text Digest inRelease,

        @Doc("fingerprint of the key that vouched")
        @Matches(value = "[0-9A-Fa-f]{40}|[0-9A-Fa-f]{64}", says = "a fingerprint of 40 or 64 hexadecimal digits")
        String signedBy,

        @Doc("date of the archive, seconds since 1970") @Range(min = 0, max = 253_402_300_799L)
        long date) {}
