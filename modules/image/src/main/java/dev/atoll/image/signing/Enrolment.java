package dev.atoll.image.signing;

import dev.atoll.disk.efi.AuthenticatedVariable;
import dev.atoll.disk.efi.EfiGuid;
import dev.atoll.disk.efi.EfiTime;
import dev.atoll.disk.efi.SecureBootVariable;
import dev.atoll.disk.efi.SignatureList;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;

/** A signed write of one certificate to a Secure Boot variable: makes the content of an {@code .auth} file, checks it. */
final class Enrolment {
    /** Who put the certificates into the lists: Atoll. */
    private static final EfiGuid OWNER = EfiGuid.of("6a1e4b52-90c3-5d0f-9b1c-0a7011d3f8e4");

    private Enrolment() {}

    static AuthenticatedVariable sign(
            SecureBootVariable variable, X509Certificate trusted, EfiTime time, SigningKey authority) {
        byte[] payload = SignatureList.x509(OWNER, encoded(trusted)).toBytes();
        byte[] signature = authority.sign(AuthenticatedVariable.bytesToSign(variable, time, payload));
        return new AuthenticatedVariable(time, Pkcs7.der(Pkcs7.detached(authority.certificate(), signature)), payload);
    }

    /**
     * Checks that a write is signed by the authority and makes this certificate, among others, trusted.
     *
     * @throws InvalidSignatureException if not
     */
    static void verify(
            SecureBootVariable variable,
            AuthenticatedVariable write,
            X509Certificate trusted,
            X509Certificate authority) {
        Pkcs7.reading(() -> {
            byte[] certificate = encoded(trusted);
            Authenticode.require(
                    SignatureList.parse(write.payload()).stream()
                            .filter(list -> list.type().equals(SignatureList.X509))
                            .flatMap(list -> list.entries().stream())
                            .anyMatch(entry -> Arrays.equals(entry.data(), certificate)),
                    "it does not hold the certificate of " + trusted.getSubjectX500Principal());
            SignedData signed = SignedData.getInstance(Pkcs7.parse(write.signedData()));
            Authenticode.require(
                    Pkcs7.holds(signed, authority) && isSignedBy(variable, write, signed, authority),
                    "it is not signed by " + authority.getSubjectX500Principal());
        });
    }

    private static boolean isSignedBy(
            SecureBootVariable variable, AuthenticatedVariable write, SignedData signed, X509Certificate authority) {
        byte[] covered = AuthenticatedVariable.bytesToSign(variable, write.timestamp(), write.payload());
        for (ASN1Encodable element : signed.getSignerInfos()) {
            SignerInfo signer = SignerInfo.getInstance(element);
            if (Pkcs7.names(signer, authority)
                    && SigningKey.isSignatureOf(
                            authority, covered, signer.getEncryptedDigest().getOctets())) {
                return true;
            }
        }
        return false;
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
