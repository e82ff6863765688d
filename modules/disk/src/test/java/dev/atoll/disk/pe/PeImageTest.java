package dev.atoll.disk.pe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PeImageTest {
    private final byte[] pe = SmallPe.create();

    @Test
    void readsHeadersAndSections() {
        PeImage image = PeImage.parse(pe);
        assertThat(image.machine()).isEqualTo(0x8664);
        assertThat(image.sectionAlignment()).isEqualTo(4096);
        assertThat(image.fileAlignment()).isEqualTo(512);
        assertThat(image.headersSize()).isEqualTo(SmallPe.HEADERS);
        assertThat(image.imageSize()).isEqualTo(12288);
        assertThat(image.isSigned()).isFalse();
        assertThat(image.section(".text"))
                .contains(new PeSection(".text", 4096, 500, SmallPe.HEADERS, 512, 0x60000020));
        assertThat(image.data(".sbat")).hasValue("sbat,1,me\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(image.data(".none")).isEmpty();
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertThatThrownBy(() -> PeImage.parse("#!/bin/sh\n".repeat(20).getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(MalformedPeException.class)
                .hasMessageContaining("offset 0")
                .hasMessageContaining("MZ");
        assertThatThrownBy(() -> PeImage.parse(SmallPe.with(pe, SmallPe.TABLE + 16, -1)))
                .isInstanceOf(MalformedPeException.class)
                .hasMessageContaining(".text ends after the file");
        assertThatThrownBy(() -> PeImage.parse(SmallPe.with(pe, SmallPe.OPTIONAL + 36, 3)))
                .isInstanceOf(MalformedPeException.class)
                .hasMessageContaining("file alignment 3");
    }

    @Test
    void everyTruncationIsRefused() {
        for (int length = 0; length < pe.length; length++) {
            byte[] cut = Arrays.copyOf(pe, length);
            assertThatThrownBy(() -> PeImage.parse(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(MalformedPeException.class);
        }
    }

    @Test
    void mutationsEndInAResultOrTheDocumentedException() {
        byte[] signed = CertificateTable.append(pe, new byte[100]);
        Random random = new Random(20261122);
        List<UkiSection> sections = List.of(new UkiSection(".linux", new byte[700]));
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = (i % 2 == 0 ? signed : pe).clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                int at = random.nextInt(8) == 0 ? random.nextInt(mutated.length) : random.nextInt(SmallPe.TABLE + 80);
                mutated[at] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
            }
            try {
                AuthenticodeDigest.of(mutated);
                CertificateTable.read(mutated);
                CertificateTable.append(mutated, new byte[10]);
                UkiWriter.write(mutated, sections);
            } catch (MalformedPeException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1000, 19_999);
    }
}
