package dev.atoll.image.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyTest {
    @TempDir
    Path directory;

    private Path key;
    private Path certificate;

    @BeforeEach
    void writePair() throws Exception {
        key = Files.writeString(
                directory.resolve("a.key"),
                new Pem("PRIVATE KEY", Keys.KEY.key().getEncoded()).encode());
        certificate = write("a.crt", Keys.KEY);
    }

    private Path write(String name, SigningKey pair) throws Exception {
        return Files.writeString(
                directory.resolve(name),
                new Pem("CERTIFICATE", pair.certificate().getEncoded()).encode());
    }

    private void assertRefused(Path key, Path certificate, InstantSource clock, String why) {
        assertThatThrownBy(() -> SigningKey.load(key, certificate, clock))
                .isInstanceOf(SigningKeyException.class)
                .hasMessageContaining(why);
    }

    @Test
    void readsAPair() {
        SigningKey loaded = SigningKey.load(key, certificate, Keys.CLOCK);
        assertThat(loaded).isEqualTo(Keys.KEY);
        assertThat(loaded.toString()).isEqualTo("SigningKey[CN=Tests db]");
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = directory.resolve("none.key");
        assertRefused(missing, certificate, Keys.CLOCK, missing + ": there is no such file");
        assertRefused(key, missing, Keys.CLOCK, "an X.509 certificate is expected here");
    }

    @Test
    void aKeyThatDoesNotBelongToTheCertificateIsRefused() throws Exception {
        assertRefused(key, write("b.crt", Keys.OTHER), Keys.CLOCK, "is not the key of");
    }

    @Test
    void anExpiredCertificateIsRefused() {
        Instant end = Keys.KEY.certificate().getNotAfter().toInstant();
        assertThat(end).isEqualTo(Instant.parse("2036-11-22T10:00:00Z"));
        assertThat(SigningKey.load(key, certificate, InstantSource.fixed(end))).isNotNull();
        assertRefused(key, certificate, InstantSource.fixed(end.plus(Duration.ofSeconds(1))), "expired on 2036-11-22");
    }

    @Test
    void otherContentIsNamedWithTheWayOut() throws IOException {
        assertRefused(certificate, certificate, Keys.CLOCK, "holds a CERTIFICATE, not a PRIVATE KEY");
        assertRefused(key, key, Keys.CLOCK, "not a CERTIFICATE");
        Files.writeString(key, "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertRefused(key, certificate, Keys.CLOCK, "openssl pkcs8 -topk8");
        Files.writeString(key, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n");
        assertRefused(key, certificate, Keys.CLOCK, "is encrypted");
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertRefused(key, certificate, Keys.CLOCK, "is not an RSA key");
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n");
        assertRefused(key, certificate, Keys.CLOCK, "cut off");
        Files.writeString(key, "hello");
        assertRefused(key, certificate, Keys.CLOCK, "holds no PEM object");
    }
}
