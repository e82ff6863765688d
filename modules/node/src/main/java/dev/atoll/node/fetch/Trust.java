package dev.atoll.node.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Which servers are believed: those whose certificates come from given authorities. The runtime of nodes has none of its own. */
public final class Trust {
    private Trust() {}

    /**
     * Believes authorities.
     *
     * @param bundle a file with certificates in PEM, one behind the other
     * @param more certificates in PEM
     * @throws IllegalArgumentException if one of them is damaged
     */
    public static SSLContext of(Optional<Path> bundle, List<String> more) {
        List<Certificate> authorities = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            if (bundle.isPresent() && Files.isRegularFile(bundle.get())) {
                try (InputStream in = Files.newInputStream(bundle.get())) {
                    authorities.addAll(factory.generateCertificates(in));
                }
            }
            for (String pem : more) {
                authorities.add(factory.generateCertificate(
                        new ByteArrayInputStream(pem.strip().getBytes(StandardCharsets.US_ASCII))));
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the certificates of authorities cannot be used: " + e.getMessage(), e);
        }
    }
}
