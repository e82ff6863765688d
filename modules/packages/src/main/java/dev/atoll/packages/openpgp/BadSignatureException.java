package dev.atoll.packages.openpgp;

import java.util.List;

/** A message that no pinned key vouches for. */
public final class BadSignatureException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> seen;
    private final transient List<String> expected;

    BadSignatureException(String why, List<String> seen, List<String> expected) {
        super("cannot trust the signed text: " + why
                + (seen.isEmpty() ? "" : "\n  signatures: " + String.join("\n              ", seen))
                + (expected.isEmpty() ? "" : "\n  pinned keys: " + String.join("\n               ", expected))
                + "\n  hint: the mirror is damaged or not what it says, or the archive has a new key; use another mirror,"
                + " or pin the new key after checking its fingerprint");
        this.seen = List.copyOf(seen);
        this.expected = List.copyOf(expected);
    }

    /** The signatures found, each by its key's id and with the reason why it does not count. */
    public List<String> seen() {
        return seen;
    }

    /** Fingerprints of the keys, any of which would have done. */
    public List<String> expected() {
        return expected;
    }
}
