package dev.atoll.node.telemetry;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose certificates are believed. */
final class Trust {
    /** The node's own authorities, with those of its configuration. */
    private static final Path BUNDLE = Path.of("/etc/ssl/certs/ca-certificates.crt");

    private Trust() {}

    /**
     * What checks the collector's certificate.
     *
     * @param file certificates of authorities in PEM; if there is none, those of the node, else those of the JVM
     * @throws IOException if the file cannot be read, or has no certificates
     */
    static SSLContext context(Optional<Path> file) throws IOException {
        Path bundle = file.orElse(BUNDLE);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            if (file.isEmpty() && !Files.exists(bundle)) {
                context.init(null, null, null);
                return context;
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities(bundle));
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(bundle + " has no certificates of authorities in PEM: " + e.getMessage(), e);
        }
    }

    private static KeyStore authorities(Path bundle) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(bundle))) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry(Integer.toString(count++), each);
            }
        }
        if (count == 0) {
            throw new GeneralSecurityException("the file has none");
        }
        return store;
    }
}
