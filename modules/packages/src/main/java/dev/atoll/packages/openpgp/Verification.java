package dev.atoll.packages.openpgp;

import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.util.Properties;

/**
 * One check of a signature by a pinned key.
 *
 * <p>The library looks for primes in each RSA modulus before it uses it, which protects those that take keys from
 * strangers and costs ten times what the signature does. Pinned keys come from the definition's author, so that this is
 * left out here, and only here.
 */
final class Verification {
    private static final String TAKE_ANY_MODULUS = "org.bouncycastle.rsa.allow_unsafe_mod";

    /** Checks a signature with the library. */
    @FunctionalInterface
    interface Check {
        boolean isGood() throws PGPException;
    }

    private Verification() {}

    /** Whether the check succeeds; what the library cannot compute does not. */
    static boolean of(Check check) {
        Properties.setThreadOverride(TAKE_ANY_MODULUS, true);
        try {
            return check.isGood();
        } catch (PGPException | RuntimeException e) {
            return false;
        } finally {
            Properties.removeThreadOverride(TAKE_ANY_MODULUS);
        }
    }
}
