/**
 * Secrets that must not be in an image: what every machine would share, or whoever has the image could read.
 *
 * <p>{@link dev.atoll.image.lint.SecretLint} looks at a finished tree, so it does not matter whether a package, an effect
 * or the definition brought a file. Three things are looked at, cheapest first: the path ({@link
 * dev.atoll.image.lint.SecretPaths}), the structure of binary keys ({@link dev.atoll.image.lint.BinaryKeys}: DER of RFC
 * 5208, 5958, 8017, 5915 and 7292, Java's key stores, OpenPGP of RFC 9580), and known words of texts ({@link
 * dev.atoll.image.lint.SecretPatterns}: PEM of RFC 7468, OpenSSH, age, WireGuard, tokens of providers). Passwords are
 * those of passwd(5), shadow(5) and gshadow(5).
 *
 * <p>Files that administrators write ({@code /etc}, {@code /root}, {@code /var}, …) are read to their end; other files up
 * to 64 KiB too unless they are programs; of the rest the first 4 KiB. What a definition allows with a reason is no
 * finding.
 */
@NullMarked
package dev.atoll.image.lint;

import org.jspecify.annotations.NullMarked;
