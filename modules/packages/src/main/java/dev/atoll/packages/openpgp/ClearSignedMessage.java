package dev.atoll.packages.openpgp;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The two parts of a message in the cleartext signature framework, RFC 9580 section 7.
 *
 * @param text the signed text, dash escapes undone, no white space at the ends of lines, lines ended by a newline
 * @param armor the armoured signatures
 */
record ClearSignedMessage(String text, String armor) {
    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String END = "-----END PGP SIGNATURE-----";

    /**
     * Takes a message apart.
     *
     * @throws IllegalArgumentException with the reason, if it is not exactly one such message
     */
    static ClearSignedMessage parse(byte[] message) {
        List<String> lines = new String(message, StandardCharsets.UTF_8).lines().toList();
        int at = 0;
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
        if (at == lines.size() || !trimmed(lines.get(at)).equals(BEGIN)) {
            throw new IllegalArgumentException("it does not begin with " + BEGIN);
        }
        at++;
        while (at < lines.size() && !lines.get(at).isBlank()) {
            if (!lines.get(at).startsWith("Hash: ")) {
                throw new IllegalArgumentException("it has a header other than Hash before its text");
            }
            at++;
        }
        StringBuilder text = new StringBuilder(message.length);
        for (at++; at < lines.size() && !trimmed(lines.get(at)).equals(SIGNATURE); at++) {
            text.append(line(lines.get(at))).append('\n');
        }
        StringBuilder armor = new StringBuilder();
        for (; at < lines.size() && !trimmed(lines.get(at)).equals(END); at++) {
            armor.append(trimmed(lines.get(at))).append('\n');
        }
        if (at >= lines.size()) {
            throw new IllegalArgumentException("its signature is missing or cut off");
        }
        armor.append(END).append('\n');
        for (at++; at < lines.size(); at++) {
            if (!lines.get(at).isBlank()) {
                throw new IllegalArgumentException("there is text after its signature, which nobody signed");
            }
        }
        return new ClearSignedMessage(text.toString(), armor.toString());
    }

    private static String line(String raw) {
        if (raw.startsWith("- ")) {
            return trimmed(raw.substring(2));
        }
        if (raw.startsWith("-")) {
            throw new IllegalArgumentException("a line begins with a dash that is not escaped");
        }
        return trimmed(raw);
    }

    private static String trimmed(String line) {
        int end = line.length();
        while (end > 0
                && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t' || line.charAt(end - 1) == '\r')) {
            end--;
        }
        return line.substring(0, end);
    }

    /** What the signatures are made over: lines separated by CR LF, the last one without. */
    byte[] signedBytes() {
        String body = text.isEmpty() ? "" : text.substring(0, text.length() - 1);
        return body.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
