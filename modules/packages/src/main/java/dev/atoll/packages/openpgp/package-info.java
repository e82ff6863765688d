/**
 * Signatures over text, and the keys that may have made them.
 *
 * <p>Follows the cleartext signature framework of RFC 9580 section 7, its signature packets (section 5.2) and what it
 * says of keys' self-signatures (5.2.3, 10.1). Only pinned keys count: there is no web of trust, no key server and no
 * key ring of the machine's. MD5, SHA-1 and RIPEMD-160 are refused wherever they would vouch for anything.
 *
 * <p>What is handed on is the text that was hashed, never the message it came in.
 */
@NullMarked
package dev.atoll.packages.openpgp;

import org.jspecify.annotations.NullMarked;
