package dev.atoll.disk.efi;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A signed write to a variable: EFI_VARIABLE_AUTHENTICATION_2 and the new value behind it, the content of an {@code
 * .auth} file.
 *
 * @param timestamp must be later than that of the value to be replaced
 * @param signedData a DER encoded PKCS #7 SignedData without ContentInfo, over {@link #bytesToSign}
 * @param payload the new value
 */
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out
public record AuthenticatedVariable(EfiTime timestamp, byte[] signedData, byte[] payload) {
    private static final String WHAT = "an authenticated variable";
    /** EFI_CERT_TYPE_PKCS7_GUID. */
    private static final EfiGuid PKCS7 = EfiGuid.of("4aafd29d-68df-49ee-8aa9-347d375665a7");

    private static final int CERTIFICATE_HEADER = 8 + EfiGuid.SIZE;
    private static final int REVISION_2 = 0x0200;
    private static final int WIN_CERT_TYPE_EFI_GUID = 0x0ef1;

    public AuthenticatedVariable {
        signedData = signedData.clone();
        payload = payload.clone();
    }

    @Override
    public byte[] signedData() {
        return signedData.clone();
    }

    @Override
    public byte[] payload() {
        return payload.clone();
    }

    /** What the signature of a write covers: name, vendor, attributes, time and new value. */
    public static byte[] bytesToSign(SecureBootVariable variable, EfiTime timestamp, byte[] payload) {
        byte[] name = variable.efiName().getBytes(StandardCharsets.UTF_16LE);
        ByteBuffer out = ByteBuffer.allocate(name.length + EfiGuid.SIZE + 4 + EfiTime.SIZE + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        out.put(name);
        variable.vendor().put(out);
        out.putInt(SecureBootVariable.ATTRIBUTES);
        timestamp.put(out);
        return out.put(payload).array();
    }

    /** The content of an {@code .auth} file. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(EfiTime.SIZE + CERTIFICATE_HEADER + signedData.length + payload.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        timestamp.put(out);
        out.putInt(CERTIFICATE_HEADER + signedData.length)
                .putShort((short) REVISION_2)
                .putShort((short) WIN_CERT_TYPE_EFI_GUID);
        PKCS7.put(out);
        return out.put(signedData).put(payload).array();
    }

    /**
     * Reads the content of an {@code .auth} file; the signature is not checked.
     *
     * @throws MalformedEfiDataException if it is no time based, PKCS #7 signed write or is cut off
     */
    public static AuthenticatedVariable parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        require(bytes.length >= EfiTime.SIZE + CERTIFICATE_HEADER, 0, "cut off in its header");
        EfiTime timestamp;
        try {
            timestamp = EfiTime.get(in, 0);
        } catch (IllegalArgumentException e) {
            throw new MalformedEfiDataException(WHAT, 0, String.valueOf(e.getMessage()));
        }
        int at = EfiTime.SIZE;
        long length = Integer.toUnsignedLong(in.getInt(at));
        require(
                length >= CERTIFICATE_HEADER && length <= bytes.length - at,
                at,
                "a signature of " + length + " bytes where " + (bytes.length - at) + " are left");
        require(
                Short.toUnsignedInt(in.getShort(at + 4)) == REVISION_2
                        && Short.toUnsignedInt(in.getShort(at + 6)) == WIN_CERT_TYPE_EFI_GUID
                        && EfiGuid.get(in, at + 8).equals(PKCS7),
                at + 4,
                "not signed with PKCS #7");
        int payload = at + (int) length;
        return new AuthenticatedVariable(
                timestamp,
                Arrays.copyOfRange(bytes, at + CERTIFICATE_HEADER, payload),
                Arrays.copyOfRange(bytes, payload, bytes.length));
    }

    private static void require(boolean holds, long offset, String message) {
        if (!holds) {
            throw new MalformedEfiDataException(WHAT, offset, message);
        }
    }
}
