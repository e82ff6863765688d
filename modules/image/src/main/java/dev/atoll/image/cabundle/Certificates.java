package dev.atoll.image.cabundle;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** The certificates in a PEM file. */
final class Certificates {
    /**
     * A certificate.
     *
     * @param der its bytes, one {@code char} a byte, to tell it from others
     * @param subjectHash OpenSSL's hash of its subject
     */
    record Parsed(String der, String subjectHash) {}

    /** A trusted certificate is one with OpenSSL's own remarks after it. */
    private static final Set<String> LABELS = Set.of("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE");

    private Certificates() {}

    /** @throws MalformedCertificateException if the file is damaged, or what it calls a certificate is none */
    static List<Parsed> read(String path, byte[] pem) {
        List<Parsed> certificates = new ArrayList<>();
        try (PemReader reader = new PemReader(new StringReader(new String(pem, StandardCharsets.ISO_8859_1)))) {
            PemObject object = reader.readPemObject();
            while (object != null) {
                if (LABELS.contains(object.getType())) {
                    certificates.add(parse(object.getContent()));
                }
                object = reader.readPemObject();
            }
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle reports damage by exceptions of many types.
            throw new MalformedCertificateException(path, "not a certificate in PEM form: " + e.getMessage());
        }
        return certificates;
    }

    private static Parsed parse(byte[] bytes) throws IOException {
        try (ASN1InputStream in = new ASN1InputStream(bytes)) {
            Certificate certificate = Certificate.getInstance(in.readObject());
            String der = new String(certificate.getEncoded(), StandardCharsets.ISO_8859_1);
            return new Parsed(der, SubjectHash.of(certificate.getSubject()));
        }
    }
}
