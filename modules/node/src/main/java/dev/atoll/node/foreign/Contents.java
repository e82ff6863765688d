package dev.atoll.node.foreign;

import dev.atoll.document.Documents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Contents as they lie in foreign configurations: data URLs (RFC 2397), base64 (RFC 4648), gzip (RFC 1952). What is unpacked
 * counts: all of an import together may have the size of a document. Not thread-safe.
 */
final class Contents {
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----");
    private static final Map<String, String> DIGESTS = Map.of("sha256", "SHA-256", "sha512", "SHA-512");

    private int left = Documents.LARGEST;

    /** Unpacks gzip. */
    byte[] gunzip(byte[] packed) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = in.readNBytes(left + 1);
            if (bytes.length > left) {
                throw new RefusedException(
                        "unpacked, the contents are larger than a configuration may be",
                        "serve them from a URL and give its sha256, or put them into the image");
            }
            left -= bytes.length;
            return bytes;
        } catch (IOException e) {
            throw new RefusedException("it is not gzip, or damaged", "correct it in the source");
        }
    }

    /** Base64, with white space anywhere, with or without padding. */
    static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text.replaceAll("\\s+", ""));
        } catch (IllegalArgumentException e) {
            throw new RefusedException("it is not base64", "correct it in the source");
        }
    }

    /** What a data URL holds. */
    static byte[] dataUrl(String url) {
        int comma = url.indexOf(',');
        if (comma < 0) {
            throw new RefusedException("the data URL has no comma before its data", "correct it in the source");
        }
        byte[] bytes = percent(url.substring(comma + 1));
        boolean packed = url.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64");
        return packed ? base64(new String(bytes, StandardCharsets.ISO_8859_1)) : bytes;
    }

    private static byte[] percent(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                out.put(bytes[i]);
                continue;
            }
            if (i + 2 >= bytes.length || !HexFormat.isHexDigit(bytes[i + 1]) || !HexFormat.isHexDigit(bytes[i + 2])) {
                throw new RefusedException(
                        "the data URL has a % without two hexadecimal digits", "correct it in the source");
            }
            out.put((byte) (HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2])));
            i += 2;
        }
        byte[] decoded = new byte[out.flip().remaining()];
        out.get(decoded);
        return decoded;
    }

    /** Contents as text for a configuration. */
    static String text(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw binary();
        }
        if (text.indexOf('\0') >= 0) {
            throw binary();
        }
        return text;
    }

    private static RefusedException binary() {
        return new RefusedException(
                "the contents are no text in UTF-8",
                "serve them from a URL and give its sha256, or put them into the image: files: from: of its definition");
    }

    /** Refuses contents that are secret for certain. */
    static String harmless(String text) {
        if (PRIVATE_KEY.matcher(text).find()) {
            throw new RefusedException(
                    "the contents hold a private key, and secrets never lie in a configuration",
                    "give the node a credential, and let the service read it with LoadCredential=");
        }
        return text;
    }

    /** Checks a digest in the form {@code sha512-HEX}. */
    static void verify(byte[] bytes, String digest) {
        String[] parts = digest.split("-", 2);
        String algorithm = DIGESTS.get(parts[0]);
        if (algorithm == null || parts.length < 2) {
            throw new RefusedException("the digest is neither sha256- nor sha512-", "correct it in the source");
        }
        if (!HexFormat.of().formatHex(digest(algorithm, bytes)).equalsIgnoreCase(parts[1])) {
            throw new RefusedException("the contents are not those of the digest", "correct one of them in the source");
        }
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
