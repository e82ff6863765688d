package dev.atoll.image.signing;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;

/** An RSA private key and the certificate that firmware knows it by. */
public record SigningKey(PrivateKey key, X509Certificate certificate) {
    private static final String RSA = "RSA";

    /**
     * Reads a pair, judging the certificate's expiry by this machine's clock.
     *
     * @see #load(Path, Path, InstantSource)
     */
    public static SigningKey load(Path key, Path certificate) {
        return load(key, certificate, InstantSource.system());
    }

    /**
     * Reads a pair.
     *
     * @param key PKCS #8 in PEM, not encrypted
     * @param certificate X.509 in PEM
     * @param clock what the certificate's expiry is judged by
     * @throws SigningKeyException if a file is missing or is something else, if the two do not belong together, if the
     *     key is not RSA of at least 2048 bits, or if the certificate has expired
     */
    public static SigningKey load(Path key, Path certificate, InstantSource clock) {
        X509Certificate cert = certificate(certificate);
        if (cert.getNotAfter().toInstant().isBefore(clock.instant())) {
            throw new SigningKeyException(
                    certificate,
                    "the certificate expired on " + cert.getNotAfter().toInstant() + "; make a new one and enrol it");
        }
        SigningKey pair = new SigningKey(privateKey(key), cert);
        if (!pair.belongTogether()) {
            throw new SigningKeyException(
                    key,
                    "is not the key of " + certificate + " (" + cert.getSubjectX500Principal()
                            + "); give the two files that were made together");
        }
        return pair;
    }

    /** Reads a certificate, refusing one without an RSA key of at least 2048 bits. */
    static X509Certificate certificate(Path file) {
        Pem pem = Pem.read(file, "an X.509 certificate");
        if (!pem.label().equals("CERTIFICATE")) {
            throw new SigningKeyException(file, "holds a " + pem.label() + ", not a CERTIFICATE");
        }
        X509Certificate certificate;
        try {
            certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem.der()));
        } catch (CertificateException e) {
            throw new SigningKeyException(file, "is not an X.509 certificate: " + e.getMessage(), e);
        }
        if (!(certificate.getPublicKey() instanceof RSAPublicKey rsa)
                || rsa.getModulus().bitLength() < 2048) {
            throw new SigningKeyException(file, "firmware wants an RSA key of at least 2048 bits");
        }
        return certificate;
    }

    private static PrivateKey privateKey(Path file) {
        Pem pem = Pem.read(file, "a private key");
        switch (pem.label()) {
            case "PRIVATE KEY" -> {}
            case "ENCRYPTED PRIVATE KEY" ->
                throw new SigningKeyException(
                        file, "the key is encrypted; decrypt it first: openssl pkcs8 -in FILE -out KEY");
            case "RSA PRIVATE KEY" ->
                throw new SigningKeyException(
                        file, "the key is PKCS #1; convert it: openssl pkcs8 -topk8 -nocrypt -in FILE -out KEY");
            default -> throw new SigningKeyException(file, "holds a " + pem.label() + ", not a PRIVATE KEY (PKCS #8)");
        }
        try {
            return KeyFactory.getInstance(RSA).generatePrivate(new PKCS8EncodedKeySpec(pem.der()));
        } catch (InvalidKeySpecException e) {
            throw new SigningKeyException(file, "is not an RSA key in PKCS #8: " + e.getMessage(), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By their modulus; whoever signs with the pair checks the signature. */
    private boolean belongTogether() {
        return key instanceof RSAPrivateKey ours
                && certificate.getPublicKey() instanceof RSAPublicKey theirs
                && ours.getModulus().equals(theirs.getModulus());
    }

    /** RSA PKCS #1 v1.5 over the SHA-256 of the bytes. */
    byte[] sign(byte[] bytes) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with the key of " + certificate.getSubjectX500Principal(), e);
        }
    }

    /** Whether the certificate's key made this signature over the bytes. */
    static boolean isSignatureOf(X509Certificate certificate, byte[] bytes, byte[] signature) {
        try {
            Signature check = Signature.getInstance("SHA256withRSA");
            check.initVerify(certificate.getPublicKey());
            check.update(bytes);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Names the pair without showing the key. */
    @Override
    public String toString() {
        return "SigningKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
