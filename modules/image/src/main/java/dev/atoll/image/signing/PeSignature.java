package dev.atoll.image.signing;

import dev.atoll.disk.pe.AuthenticodeDigest;
import dev.atoll.disk.pe.CertificateTable;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;

/**
 * A signature of a PE image as anyone can judge it: whether it covers the image as it is and was made with the
 * certificate that comes with it. Whether that certificate is to be trusted only a machine's {@code db} says.
 *
 * @param signer subject of the certificate
 * @param issuer who issued it
 * @param serial its serial number, hexadecimal
 * @param certificateSha256 SHA-256 of the certificate, hexadecimal
 * @param notBefore its validity, seconds since 1970; firmware does not look at it
 * @param notAfter as above
 * @param digestMatches whether the signature covers this image
 * @param valid whether it does, and was made with the certificate's key
 * @param problem why not
 */
public record PeSignature(
        String signer,
        String issuer,
        String serial,
        String certificateSha256,
        long notBefore,
        long notAfter,
        boolean digestMatches,
        boolean valid,
        Optional<String> problem) {

    /**
     * All signatures of an image in their order.
     *
     * @throws dev.atoll.disk.pe.MalformedPeException if the image or its certificate table cannot be read
     */
    public static List<PeSignature> of(byte[] pe) {
        List<byte[]> table = CertificateTable.read(pe);
        if (table.isEmpty()) {
            return List.of();
        }
        byte[] digest = AuthenticodeDigest.of(pe);
        return table.stream().map(signature -> of(signature, digest)).toList();
    }

    private static PeSignature of(byte[] pkcs7, byte[] digest) {
        try {
            X509Certificate certificate = signer(pkcs7);
            Optional<String> problem = Optional.empty();
            try {
                Authenticode.verify(pkcs7, digest, certificate);
            } catch (InvalidSignatureException e) {
                problem = Optional.of(String.valueOf(e.getMessage()));
            }
            return new PeSignature(
                    certificate.getSubjectX500Principal().getName(),
                    certificate.getIssuerX500Principal().getName(),
                    certificate.getSerialNumber().toString(16),
                    HexFormat.of().formatHex(SpcIndirectData.sha256(certificate.getEncoded())),
                    certificate.getNotBefore().toInstant().getEpochSecond(),
                    certificate.getNotAfter().toInstant().getEpochSecond(),
                    Authenticode.covers(pkcs7, digest),
                    problem.isEmpty(),
                    problem);
        } catch (InvalidSignatureException | java.security.cert.CertificateException e) {
            return new PeSignature("", "", "", "", 0, 0, false, false, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** The certificate that the first signer names and the signature carries. */
    private static X509Certificate signer(byte[] pkcs7) {
        List<X509Certificate> found = new ArrayList<>();
        Pkcs7.reading(() -> {
            SignedData signed = SignedData.getInstance(
                    ContentInfo.getInstance(Pkcs7.parse(pkcs7)).getContent());
            SignerInfo info = SignerInfo.getInstance(signed.getSignerInfos().getObjectAt(0));
            for (ASN1Encodable held : signed.getCertificates()) {
                X509Certificate certificate = certificate(Pkcs7.der(held));
                if (Pkcs7.names(info, certificate)) {
                    found.add(certificate);
                }
            }
        });
        if (found.isEmpty()) {
            throw new InvalidSignatureException("the signer's certificate is not in the signature");
        }
        return found.getFirst();
    }

    private static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (java.security.cert.CertificateException e) {
            throw new InvalidSignatureException("a certificate in the signature cannot be read: " + e, e);
        }
    }
}
