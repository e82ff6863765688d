package dev.atoll.image.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryKeysTest {
    private static boolean found(byte[] file) {
        return BinaryKeys.mayBegin(file, file.length) && BinaryKeys.kind(file).isPresent();
    }

    @Test
    void certificatesAndPublicKeysAreNoSecrets() throws Exception {
        assertThat(found(Planted.certificate().getEncoded())).isFalse();
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(1024);
        assertThat(found(rsa.generateKeyPair().getPublic().getEncoded())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS", "JCEKS"})
    void storesOfCertificatesAreNoSecrets(String type) throws Exception {
        assertThat(found(Planted.store(type, null))).isFalse();
        assertThat(found(Planted.store(type, KeyPairGenerator.getInstance("EC").generateKeyPair())))
                .isTrue();
    }

    @Test
    void brokenFilesAreNoKeysAndNeverFail() {
        Random random = new Random(7);
        for (Planted planted : Planted.all()) {
            byte[] bytes = planted.bytes();
            for (int i = 0; i < 200; i++) {
                byte[] broken = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length + 20));
                broken[random.nextInt(Math.min(broken.length, 24))] = (byte) random.nextInt();
                found(broken);
            }
        }
    }
}
