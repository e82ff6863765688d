package dev.atoll.node.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Reads certificates as they stand in documents. */
final class Certificates {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    private Certificates() {}

    /** @throws IllegalArgumentException unless the text is one certificate of an authority in PEM */
    static void check(String pem) {
        String text = pem.strip();
        if (!text.startsWith(BEGIN) || !text.endsWith(END) || text.indexOf(BEGIN, 1) >= 0) {
            throw new IllegalArgumentException(
                    "pem must be one certificate, from BEGIN CERTIFICATE to END CERTIFICATE");
        }
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
            if (certificate.getBasicConstraints() < 0) {
                throw new IllegalArgumentException("the certificate is of no authority: it may not sign others");
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the certificate is damaged: " + e.getMessage(), e);
        }
    }
}
