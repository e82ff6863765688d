package dev.atoll.disk.pe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AuthenticodeDigestTest {
    private static final byte[] SIGNATURE = "not DER, but bytes all the same".getBytes(StandardCharsets.US_ASCII);

    private final byte[] pe = SmallPe.create((byte) 1, (byte) 2, (byte) 3);

    @Test
    void signaturesAndTheChecksumAreNotCovered() {
        byte[] digest = AuthenticodeDigest.of(pe);
        byte[] once = CertificateTable.append(pe, SIGNATURE);
        assertThat(AuthenticodeDigest.of(once)).isEqualTo(digest);
        assertThat(AuthenticodeDigest.of(CertificateTable.append(once, SIGNATURE)))
                .isEqualTo(digest);
        assertThat(AuthenticodeDigest.of(SmallPe.with(pe, SmallPe.OPTIONAL + 64, 99)))
                .isEqualTo(digest);
    }

    @Test
    void everyOtherByteIsCovered() {
        byte[] digest = AuthenticodeDigest.of(pe);
        for (int offset : new int[] {2, SmallPe.OPTIONAL + 16, SmallPe.HEADERS - 1, SmallPe.HEADERS, pe.length - 1}) {
            byte[] changed = pe.clone();
            changed[offset] ^= 1;
            assertThat(AuthenticodeDigest.of(changed)).as("offset %d", offset).isNotEqualTo(digest);
        }
    }

    @Test
    void signaturesAreReadBackInOrderBehindThePaddedFile() {
        byte[] twice = CertificateTable.append(CertificateTable.append(pe, SIGNATURE), new byte[] {1, 2, 3});
        assertThat(CertificateTable.read(pe)).isEmpty();
        assertThat(CertificateTable.read(twice)).containsExactly(SIGNATURE, new byte[] {1, 2, 3});
        assertThat(twice.length % 8).isZero();
        assertThat(Arrays.copyOfRange(twice, pe.length, pe.length + 5)).containsOnly(0);
    }

    @Test
    void theChecksumIsThatOfTheSignedFile() {
        byte[] signed = CertificateTable.append(pe, SIGNATURE);
        int field = SmallPe.OPTIONAL + 64;
        assertThat(PeImage.parse(signed).checksum())
                .isNotZero()
                .isEqualTo(CertificateTable.checksum(SmallPe.with(signed, field, 0), field));
    }

    @Test
    void theChecksumFoldsItsCarry() {
        byte[] words = {(byte) 0xff, (byte) 0xff, 9, 9, 9, 9, 2, 0, 5};
        assertThat(CertificateTable.checksum(words, 2)).isEqualTo(0x0002 + 5 + words.length);
    }

    @Test
    void refusesGapsBetweenSectionsAndBytesBehindTheTable() {
        byte[] gap = SmallPe.with(SmallPe.create(new byte[512]), SmallPe.TABLE + 40 + 20, 2048);
        assertThatThrownBy(() -> AuthenticodeDigest.of(gap))
                .isInstanceOf(MalformedPeException.class)
                .hasMessageContaining("disagree");
        byte[] signed = CertificateTable.append(pe, SIGNATURE);
        assertThatThrownBy(() -> AuthenticodeDigest.of(Arrays.copyOf(signed, signed.length + 8)))
                .isInstanceOf(MalformedPeException.class)
                .hasMessageContaining("follow the certificate table");
    }
}
