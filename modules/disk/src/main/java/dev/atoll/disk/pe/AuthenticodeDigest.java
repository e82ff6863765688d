package dev.atoll.disk.pe;

import static dev.atoll.disk.pe.PeImage.require;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The SHA-256 digest that an Authenticode signature of a PE32+ image covers: the whole file but the checksum field, the
 * certificate table and the directory entry that points to it, padded with zeros to a multiple of eight bytes.
 */
public final class AuthenticodeDigest {
    private AuthenticodeDigest() {}

    /**
     * Digests an image, signed or not; both give the same 32 bytes.
     *
     * @throws MalformedPeException if the image cannot be read, its sections are not one run, or bytes follow the
     *     certificate table
     */
    public static byte[] of(byte[] pe) {
        PeImage image = PeImage.parse(pe);
        int end = signedEnd(image);
        MessageDigest sha256 = sha256();
        int at = 0;
        sha256.update(pe, at, image.checksumOffset() - at);
        at = image.checksumOffset() + 4;
        sha256.update(pe, at, image.certificateDirectory() - at);
        at = image.certificateDirectory() + 8;
        sha256.update(pe, at, end - at);
        sha256.update(new byte[(int) (PeLayout.roundUp(end, PeLayout.CERTIFICATE_ALIGNMENT) - end)]);
        return sha256.digest();
    }

    /** Where the bytes that are covered end: at the certificate table if there is one. */
    static int signedEnd(PeImage image) {
        long contentEnd = image.contiguousEnd();
        if (!image.isSigned()) {
            return image.file().length;
        }
        long start = image.certificatesOffset();
        require(start >= contentEnd, start, "the certificate table overlaps a section");
        require(start % PeLayout.CERTIFICATE_ALIGNMENT == 0, start, "the certificate table is not aligned");
        require(
                start + image.certificatesSize() == image.file().length,
                start + image.certificatesSize(),
                "bytes follow the certificate table");
        return (int) start;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
