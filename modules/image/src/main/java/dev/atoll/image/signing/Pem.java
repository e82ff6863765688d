package dev.atoll.image.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One object in a PEM file (RFC 7468): its label, and its DER bytes. */
record Pem(
        String label,
        @SuppressWarnings("ArrayRecordComponent") byte[] der) {
    private static final int MAX_SIZE = 1 << 20;
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");

    String encode() {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    /**
     * Reads the first object of a file.
     *
     * @throws SigningKeyException if there is none
     */
    static Pem read(Path file, String what) {
        String text = new String(bytes(file, what), StandardCharsets.ISO_8859_1);
        Matcher begin = BEGIN.matcher(text);
        if (!begin.find()) {
            throw new SigningKeyException(file, "holds no PEM object where " + what + " is expected");
        }
        String label = begin.group(1);
        int end = text.indexOf("-----END " + label + "-----", begin.end());
        if (end < 0) {
            throw new SigningKeyException(file, "the PEM object " + label + " is cut off; copy the file again");
        }
        try {
            return new Pem(label, Base64.getMimeDecoder().decode(text.substring(begin.end(), end)));
        } catch (IllegalArgumentException e) {
            throw new SigningKeyException(file, "the PEM object " + label + " is not Base64", e);
        }
    }

    /** The bytes of a small file. */
    static byte[] bytes(Path file, String what) {
        try {
            if (Files.size(file) > MAX_SIZE) {
                throw new SigningKeyException(file, "too large for " + what);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new SigningKeyException(file, "there is no such file; " + what + " is expected here", e);
        } catch (IOException e) {
            throw new SigningKeyException(file, "cannot read " + what + ": " + e, e);
        }
    }
}
