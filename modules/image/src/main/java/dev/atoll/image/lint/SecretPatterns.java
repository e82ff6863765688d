package dev.atoll.image.lint;

import static dev.atoll.image.lint.SecretKind.CREDENTIALS_FILE;
import static dev.atoll.image.lint.SecretKind.PASSWORD_HASH;
import static dev.atoll.image.lint.SecretKind.PRIVATE_KEY;
import static dev.atoll.image.lint.SecretKind.TOKEN;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Words that give secrets away in texts. Each begins with fixed characters, so that one pass over the bytes finds where
 * to look closer; what follows must have the length and alphabet of the real thing, so programs and manuals that only
 * speak of it are no finding. Immutable.
 */
final class SecretPatterns {
    /** Bytes looked at from where a pattern begins. */
    private static final int WINDOW = 1024;
    /** Findings in one file after which the rest is not worth reading. */
    private static final int MOST = 3;

    private static final String BASE64 = "[A-Za-z0-9+/]";
    private static final String WORD = "(?<![A-Za-z0-9_+/-])";
    private static final String END = "(?![A-Za-z0-9_+/=-])";

    /** The name of an account and what is not locked. */
    private static final String CREDENTIAL = "[A-Za-z0-9_.-]+(?:=|:)\\s*[^\\s!*]";

    /** A pattern; {@code local} ones count only in files that administrators write. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never shared
    private record Known(SecretKind kind, byte[] start, Pattern pattern, boolean local, String why) {}

    private static final List<Known> KNOWN = List.of(
            known(
                    PRIVATE_KEY,
                    "-----BEGIN ",
                    "(?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----\\r?\\n(?:[A-Za-z0-9-]+: [^\\n]*\\n|\\s*\\n)*" + BASE64
                            + "{16}",
                    "a key in PEM"),
            known(PRIVATE_KEY, "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----", "", "a key of SSH.com's form"),
            known(PRIVATE_KEY, "PuTTY-User-Key-File-", "[123]: ", "a key of PuTTY"),
            known(PRIVATE_KEY, "SSH PRIVATE KEY FILE FORMAT 1.1\n", "", "a key of SSH version 1"),
            known(PRIVATE_KEY, "AGE-SECRET-KEY-1", "[0-9A-Z]{58}" + END, "an identity of age"),
            known(PRIVATE_KEY, "AGE-PLUGIN-", "[A-Z0-9-]+-1[0-9A-Z]{10,}", "an identity of a plugin of age"),
            local(PRIVATE_KEY, "PrivateKey", "\\s*=\\s*" + BASE64 + "{43}=" + END, "a key of WireGuard"),
            local(PRIVATE_KEY, "PresharedKey", "\\s*=\\s*" + BASE64 + "{43}=" + END, "a shared key of WireGuard"),
            local(PASSWORD_HASH, ".hashed-password.", CREDENTIAL, "a credential with it"),
            local(CREDENTIALS_FILE, ".plaintext-password.", CREDENTIAL, "the password of an account"),
            known(TOKEN, "AKIA", "[A-Z2-7]{16}" + END, "an access key of AWS"),
            known(TOKEN, "ASIA", "[A-Z2-7]{16}" + END, "a session's access key of AWS"),
            known(TOKEN, "ghp_", "[A-Za-z0-9]{36}" + END, "a token of GitHub"),
            known(TOKEN, "gho_", "[A-Za-z0-9]{36}" + END, "a token of GitHub"),
            known(TOKEN, "ghu_", "[A-Za-z0-9]{36}" + END, "a token of GitHub"),
            known(TOKEN, "ghs_", "[A-Za-z0-9]{36}" + END, "a token of GitHub"),
            known(TOKEN, "ghr_", "[A-Za-z0-9]{36}" + END, "a token of GitHub"),
            known(TOKEN, "github_pat_", "[A-Za-z0-9]{22}_[A-Za-z0-9]{59}" + END, "a token of GitHub"),
            known(TOKEN, "glpat-", "[A-Za-z0-9_-]{20,}", "a token of GitLab"),
            known(TOKEN, "xox", "[abeoprs]-[0-9]{6,}-[A-Za-z0-9-]{10,}", "a token of Slack"),
            known(TOKEN, "xapp-", "[0-9]-[A-Z0-9]{6,}-[0-9]+-[a-z0-9]{20,}", "a token of Slack"),
            known(TOKEN, "AIza", "[A-Za-z0-9_-]{35}" + END, "a key of Google's APIs"),
            known(TOKEN, "npm_", "[A-Za-z0-9]{36}" + END, "a token of npm"),
            known(TOKEN, "dop_v1_", "[a-f0-9]{64}" + END, "a token of DigitalOcean"),
            known(TOKEN, "hvs.", "[A-Za-z0-9_-]{24,}", "a token of Vault"),
            known(TOKEN, "sk_live_", "[A-Za-z0-9]{24,}" + END, "a key of Stripe"),
            known(TOKEN, "AccountKey=", BASE64 + "{86}==", "the key of an Azure storage account"),
            local(TOKEN, "eyJ", "[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{16,}", "a JSON web token"));

    /** Whether a pattern begins with these two bytes. */
    private static final boolean[] STARTS = starts();

    private SecretPatterns() {}

    private static Known known(SecretKind kind, String start, String rest, String why) {
        return pattern(kind, start, rest, false, why);
    }

    private static Known local(SecretKind kind, String start, String rest, String why) {
        return pattern(kind, start, rest, true, why);
    }

    private static Known pattern(SecretKind kind, String start, String rest, boolean local, String why) {
        String whole = (kind == TOKEN ? WORD : "") + Pattern.quote(start) + rest;
        return new Known(kind, start.getBytes(StandardCharsets.ISO_8859_1), Pattern.compile(whole), local, why);
    }

    private static boolean[] starts() {
        boolean[] starts = new boolean[1 << 16];
        KNOWN.forEach(known -> starts[pair(known.start, 0)] = true);
        return starts;
    }

    private static int pair(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    /**
     * Looks through bytes, calling back for what is found.
     *
     * @param length how many of the bytes count
     * @param local whether the file is one that administrators write
     */
    static void find(byte[] bytes, int length, boolean local, BiConsumer<SecretKind, String> found) {
        int left = MOST;
        for (int at = 0; at + 1 < length && left > 0; at++) {
            if (!STARTS[pair(bytes, at)]) {
                continue;
            }
            for (Known known : KNOWN) {
                if ((local || !known.local) && isAt(known, bytes, at, length)) {
                    found.accept(known.kind, known.why);
                    left--;
                }
            }
        }
    }

    private static boolean isAt(Known known, byte[] bytes, int at, int length) {
        int size = known.start.length;
        if (at + size > length) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (bytes[at + i] != known.start[i]) {
                return false;
            }
        }
        int from = Math.max(0, at - 1);
        int to = Math.min(length, at + WINDOW);
        String window = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        return known.pattern
                .matcher(window)
                .region(at - from, window.length())
                .useTransparentBounds(true)
                .lookingAt();
    }
}
