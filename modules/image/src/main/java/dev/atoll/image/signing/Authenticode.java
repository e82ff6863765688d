package dev.atoll.image.signing;

import dev.atoll.disk.pe.AuthenticodeDigest;
import dev.atoll.disk.pe.CertificateTable;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;

/**
 * Authenticode signatures of PE images: what firmware checks before it starts one. Without a time or a time stamp, so
 * that signing is a pure function; firmware does not look at the time.
 */
public final class Authenticode {
    private Authenticode() {}

    /**
     * Signs an image; a signature that it already has stays.
     *
     * @return a new file
     * @throws dev.atoll.disk.pe.MalformedPeException if the image cannot be signed
     */
    public static byte[] sign(byte[] pe, SigningKey key) {
        DERSequence content = content(pe);
        return attach(pe, content, key.certificate(), key.sign(attributes(content)));
    }

    /**
     * The first step of signing with a key that is elsewhere.
     *
     * @return the bytes to sign with RSA PKCS #1 v1.5 and SHA-256
     * @throws dev.atoll.disk.pe.MalformedPeException if the image cannot be signed
     */
    public static byte[] attributesToSign(byte[] pe) {
        return attributes(content(pe));
    }

    private static DERSequence content(byte[] pe) {
        return SpcIndirectData.of(AuthenticodeDigest.of(pe));
    }

    private static byte[] attributes(DERSequence content) {
        return Pkcs7.der(SpcIndirectData.attributes(content));
    }

    /**
     * The second step of signing with a key that is elsewhere.
     *
     * @param pe the image given to {@link #attributesToSign}
     * @param signature of the bytes that it returned
     * @return a new file
     * @throws InvalidSignatureException if the certificate's key did not make this signature over this image
     */
    public static byte[] attach(byte[] pe, X509Certificate certificate, byte[] signature) {
        return attach(pe, content(pe), certificate, signature);
    }

    private static byte[] attach(byte[] pe, DERSequence content, X509Certificate certificate, byte[] signature) {
        if (!SigningKey.isSignatureOf(certificate, attributes(content), signature)) {
            throw new InvalidSignatureException("this is no signature by " + certificate.getSubjectX500Principal()
                    + " over this image; sign the bytes of attributesToSign for it");
        }
        DERSequence pkcs7 = Pkcs7.enveloping(
                SpcIndirectData.contentInfo(content), certificate, SpcIndirectData.attributes(content), signature);
        return CertificateTable.append(pe, Pkcs7.der(pkcs7));
    }

    /**
     * Checks that one of the image's signatures was made with this very certificate and covers the image as it is.
     *
     * @throws InvalidSignatureException if none does, saying why for each
     * @throws dev.atoll.disk.pe.MalformedPeException if the image cannot be read
     */
    public static void verify(byte[] pe, X509Certificate certificate) {
        byte[] digest = AuthenticodeDigest.of(pe);
        List<byte[]> signatures = CertificateTable.read(pe);
        if (signatures.isEmpty()) {
            throw new InvalidSignatureException(
                    "the image is not signed; sign it with the key of " + certificate.getSubjectX500Principal());
        }
        List<String> refusals = new ArrayList<>();
        for (byte[] signature : signatures) {
            try {
                verify(signature, digest, certificate);
                return;
            } catch (InvalidSignatureException e) {
                refusals.add(e.getMessage());
            }
        }
        throw new InvalidSignatureException(String.join("; ", refusals));
    }

    /** Whether a signature speaks of an image of this digest; nothing is said about who made it. */
    static boolean covers(byte[] pkcs7, byte[] digest) {
        boolean[] covers = {false};
        Pkcs7.reading(() -> {
            SignedData signed = SignedData.getInstance(
                    ContentInfo.getInstance(Pkcs7.parse(pkcs7)).getContent());
            ContentInfo inner = signed.getEncapContentInfo();
            covers[0] = inner.getContentType().equals(SpcIndirectData.TYPE)
                    && MessageDigest.isEqual(
                            SpcIndirectData.digest(ASN1Sequence.getInstance(inner.getContent())), digest);
        });
        return covers[0];
    }

    static void verify(byte[] pkcs7, byte[] digest, X509Certificate certificate) {
        Pkcs7.reading(() -> {
            ContentInfo outer = ContentInfo.getInstance(Pkcs7.parse(pkcs7));
            require(outer.getContentType().equals(CMSObjectIdentifiers.signedData), "the signature is no SignedData");
            SignedData signed = SignedData.getInstance(outer.getContent());
            ContentInfo inner = signed.getEncapContentInfo();
            require(inner.getContentType().equals(SpcIndirectData.TYPE), "the signature is not over a PE image");
            ASN1Sequence content = ASN1Sequence.getInstance(inner.getContent());
            byte[] covered = SpcIndirectData.digest(content);
            require(
                    MessageDigest.isEqual(covered, digest),
                    "the signature covers an image of digest " + hex(covered) + ", this one has " + hex(digest));
            checkSigner(signed, content, certificate);
        });
    }

    private static void checkSigner(SignedData signed, ASN1Sequence content, X509Certificate certificate) {
        for (ASN1Encodable element : signed.getSignerInfos()) {
            SignerInfo signer = SignerInfo.getInstance(element);
            if (!Pkcs7.names(signer, certificate)) {
                continue;
            }
            require(
                    signer.getDigestAlgorithm().getAlgorithm().equals(Pkcs7.SHA256.getAlgorithm()),
                    "the signer used a digest other than SHA-256");
            require(Pkcs7.holds(signed, certificate), "the signer's certificate is not in the signature");
            require(signer.getAuthenticatedAttributes() != null, "the signature has no signed attributes");
            byte[] attributes = Pkcs7.der(signer.getAuthenticatedAttributes());
            SignedAttributes.check(signer.getAuthenticatedAttributes(), content);
            require(
                    SigningKey.isSignatureOf(
                            certificate, attributes, signer.getEncryptedDigest().getOctets()),
                    "the signature was not made with the key of " + certificate.getSubjectX500Principal());
            return;
        }
        throw new InvalidSignatureException("the image is not signed by " + certificate.getSubjectX500Principal()
                + " (serial " + certificate.getSerialNumber().toString(16) + ")");
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new InvalidSignatureException(message);
        }
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
