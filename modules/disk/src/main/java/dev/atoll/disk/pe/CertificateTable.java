package dev.atoll.disk.pe;

import static dev.atoll.disk.pe.PeImage.require;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The attribute certificate table at the end of a PE image: where its signatures lie. */
public final class CertificateTable {
    private CertificateTable() {}

    /**
     * Adds a signature behind those already there; the file is padded to eight bytes first, and the checksum updated.
     *
     * @param pkcs7 a DER encoded PKCS #7 SignedData in its ContentInfo
     * @return a new file
     * @throws IllegalArgumentException if the signature has no bytes
     * @throws MalformedPeException if the image cannot be signed; see {@link AuthenticodeDigest#of}
     */
    public static byte[] append(byte[] pe, byte[] pkcs7) {
        if (pkcs7.length == 0) {
            throw new IllegalArgumentException("a signature has bytes");
        }
        PeImage image = PeImage.parse(pe);
        int signedEnd = AuthenticodeDigest.signedEnd(image);
        int start = Math.toIntExact(PeLayout.roundUp(signedEnd, PeLayout.CERTIFICATE_ALIGNMENT));
        int entry = Math.toIntExact(PeLayout.roundUp(pe.length, PeLayout.CERTIFICATE_ALIGNMENT));
        int length = PeLayout.CERTIFICATE_HEADER + pkcs7.length;
        int end = Math.toIntExact(PeLayout.roundUp((long) entry + length, PeLayout.CERTIFICATE_ALIGNMENT));
        byte[] signed = Arrays.copyOf(pe, end);
        ByteBuffer bytes = ByteBuffer.wrap(signed).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(entry, length)
                .putShort(entry + 4, (short) PeLayout.CERTIFICATE_REVISION_2)
                .putShort(entry + 6, (short) PeLayout.CERTIFICATE_PKCS_SIGNED_DATA)
                .put(entry + PeLayout.CERTIFICATE_HEADER, pkcs7)
                .putInt(image.certificateDirectory(), start)
                .putInt(image.certificateDirectory() + 4, end - start)
                .putInt(image.checksumOffset(), checksum(signed, image.checksumOffset()));
        return signed;
    }

    /**
     * The signatures of an image, in file order and as the table holds them, so some padding may follow the DER value;
     * entries of other types are passed over.
     *
     * @throws MalformedPeException if the image or the table cannot be read
     */
    public static List<byte[]> read(byte[] pe) {
        PeImage image = PeImage.parse(pe);
        int end = pe.length;
        int at = AuthenticodeDigest.signedEnd(image);
        List<byte[]> signatures = new ArrayList<>();
        if (!image.isSigned()) {
            return signatures;
        }
        ByteBuffer bytes = ByteBuffer.wrap(pe).order(ByteOrder.LITTLE_ENDIAN);
        while (at < end) {
            require(end - at >= PeLayout.CERTIFICATE_HEADER, at, "a certificate entry is cut off");
            long length = Integer.toUnsignedLong(bytes.getInt(at));
            require(
                    length > PeLayout.CERTIFICATE_HEADER && length <= end - at,
                    at,
                    "a certificate entry of " + length + " bytes where " + (end - at) + " are left");
            if (Short.toUnsignedInt(bytes.getShort(at + 6)) == PeLayout.CERTIFICATE_PKCS_SIGNED_DATA) {
                signatures.add(Arrays.copyOfRange(pe, at + PeLayout.CERTIFICATE_HEADER, at + (int) length));
            }
            at = (int) Math.min(end, at + PeLayout.roundUp(length, PeLayout.CERTIFICATE_ALIGNMENT));
        }
        return signatures;
    }

    /** The sum of all 16 bit words with end-around carry, the field itself taken as zero, plus the length. */
    static int checksum(byte[] pe, int field) {
        long sum = sum(pe, 0, field) + sum(pe, field + Integer.BYTES, pe.length);
        while (sum > 0xffff) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (int) (sum + pe.length);
    }

    /** Of 32 bit words, because two words of 16 bits carry into each other as they do at the end. */
    private static long sum(byte[] pe, int from, int to) {
        ByteBuffer bytes = ByteBuffer.wrap(pe, from, to - from).order(ByteOrder.LITTLE_ENDIAN);
        long sum = 0;
        while (bytes.remaining() >= Integer.BYTES) {
            sum += Integer.toUnsignedLong(bytes.getInt());
        }
        for (int shift = 0; bytes.hasRemaining(); shift += Byte.SIZE) {
            sum += (long) (bytes.get() & 0xff) << shift;
        }
        return sum;
    }
}
