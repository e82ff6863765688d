package dev.atoll.image.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.disk.pe.CertificateTable;
import dev.atoll.disk.pe.MalformedPeException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AuthenticodeTest {
    private final byte[] pe = SmallPe.create();
    private final byte[] signed = Authenticode.sign(pe, Keys.KEY);

    private static void assertRefused(byte[] pe, String why) {
        assertThatThrownBy(() -> Authenticode.verify(pe, Keys.KEY.certificate()))
                .isInstanceOf(InvalidSignatureException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aSignedImageVerifies() {
        assertThatCode(() -> Authenticode.verify(signed, Keys.KEY.certificate()))
                .doesNotThrowAnyException();
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        assertThat(Authenticode.sign(pe, Keys.KEY)).isEqualTo(signed);
    }

    @Test
    void signingInTwoStepsGivesTheSameBytes() {
        byte[] signature = Keys.KEY.sign(Authenticode.attributesToSign(pe));
        assertThat(Authenticode.attach(pe, Keys.KEY.certificate(), signature)).isEqualTo(signed);
    }

    @Test
    void attachRefusesASignatureByAnotherKeyOrOverAnotherImage() {
        byte[] signature = Keys.OTHER.sign(Authenticode.attributesToSign(pe));
        assertThatThrownBy(() -> Authenticode.attach(pe, Keys.KEY.certificate(), signature))
                .isInstanceOf(InvalidSignatureException.class)
                .hasMessageContaining("Tests db");
    }

    @Test
    void refusesAChangedImage() {
        byte[] changed = signed.clone();
        changed[SmallPe.HEADERS] ^= 1;
        assertRefused(changed, "covers an image of digest");
    }

    @Test
    void refusesAnUnsignedImage() {
        assertRefused(pe, "not signed; sign it");
    }

    @Test
    void refusesASignatureBySomeoneElse() {
        assertRefused(Authenticode.sign(pe, Keys.OTHER), "not signed by CN=Tests db");
    }

    @Test
    void refusesASignatureThatOnlyClaimsToBeByTheKey() {
        byte[] table = CertificateTable.read(signed).getFirst();
        table[table.length - 1] ^= 1;
        assertRefused(CertificateTable.append(pe, table), "not made with the key");
    }

    @Test
    void refusesASignatureMovedToAnotherImage() {
        byte[] other = SmallPe.create();
        other[SmallPe.HEADERS + 1] = 1;
        assertRefused(
                CertificateTable.append(other, CertificateTable.read(signed).getFirst()), "covers an image of digest");
    }

    @Test
    void oneGoodSignatureAmongSeveralIsEnough() {
        byte[] both = Authenticode.sign(Authenticode.sign(pe, Keys.OTHER), Keys.KEY);
        assertThatCode(() -> Authenticode.verify(both, Keys.KEY.certificate())).doesNotThrowAnyException();
        assertThatCode(() -> Authenticode.verify(both, Keys.OTHER.certificate()))
                .doesNotThrowAnyException();
    }

    @Test
    void deeplyNestedSignaturesAreRefused() {
        byte[] definite = new byte[120_000];
        for (int i = 0; i + 4 <= definite.length; i += 4) {
            int left = Math.min(0xffff, definite.length - i - 4);
            definite[i] = 0x30;
            definite[i + 1] = (byte) 0x82;
            definite[i + 2] = (byte) (left >> 8);
            definite[i + 3] = (byte) left;
        }
        assertRefused(CertificateTable.append(pe, Arrays.copyOf(definite, 65_000)), "cannot be read");
        byte[] indefinite = new byte[100_000];
        for (int i = 0; i < indefinite.length; i += 2) {
            indefinite[i] = 0x30;
            indefinite[i + 1] = (byte) 0x80;
        }
        assertRefused(CertificateTable.append(pe, indefinite), "cannot be read");
    }

    @Test
    void mutatedSignaturesEndInADocumentedException() {
        Random random = new Random(20261122);
        int accepted = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] pkcs7 = CertificateTable.read(signed).getFirst();
            for (int n = 1 + random.nextInt(3); n > 0; n--) {
                pkcs7[random.nextInt(pkcs7.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0x80);
            }
            if (i % 5 == 0) {
                pkcs7 = Arrays.copyOf(pkcs7, 1 + random.nextInt(pkcs7.length));
            }
            try {
                Authenticode.verify(CertificateTable.append(pe, pkcs7), Keys.KEY.certificate());
                accepted++;
            } catch (InvalidSignatureException | MalformedPeException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
        // Only the few fields that nobody looks at, such as version numbers, may change.
        assertThat(accepted).isLessThan(150);
    }
}
