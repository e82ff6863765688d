package dev.atoll.disk.pe;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import java.util.Arrays;

class PeFuzzTest {

    private static final byte[] SIGNATURE = {0x30, 3, 2, 1, 1};

    /** A signature that is added is there, and changes nothing of what signatures cover. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Hostile.read(input.length, () -> PeImage.parse(input), MalformedPeException.class)
                .ifPresent(PeFuzzTest::sections);
        Hostile.read(input.length, () -> CertificateTable.read(input), MalformedPeException.class);
        Hostile.read(input.length, () -> AuthenticodeDigest.of(input), MalformedPeException.class)
                .ifPresent(digest -> Hostile.read(
                                input.length,
                                () -> CertificateTable.append(input, SIGNATURE),
                                MalformedPeException.class)
                        .ifPresent(signed -> {
                            Hostile.require(
                                    Arrays.equals(AuthenticodeDigest.of(signed), digest),
                                    "a signature changed what it covers");
                            Hostile.read(signed.length, () -> CertificateTable.read(signed), MalformedPeException.class)
                                    .ifPresent(all -> Hostile.require(
                                            Arrays.equals(Arrays.copyOf(all.getLast(), SIGNATURE.length), SIGNATURE),
                                            "the signature is not the last"));
                        }));
    }

    private static void sections(PeImage image) {
        for (PeSection section : image.sections()) {
            Hostile.read(0, () -> image.data(section.name()).orElseThrow().length);
        }
    }
}
