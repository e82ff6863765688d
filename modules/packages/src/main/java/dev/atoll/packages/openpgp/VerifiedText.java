package dev.atoll.packages.openpgp;

import java.time.Instant;

/**
 * Text that a pinned key vouches for.
 *
 * @param text exactly what was signed: lines ended by a newline, without white space at their ends
 * @param fingerprint of the pinned primary key that vouched, upper-case hexadecimal
 * @param signed when, as the signature says
 */
public record VerifiedText(String text, String fingerprint, Instant signed) {}
