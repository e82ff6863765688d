package dev.atoll.packages.openpgp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.fuzz.Scratch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

class ClearSignedFuzzTest {

    private static final byte[] GOOD = Scratch.resource(ClearSignedFuzzTest.class, "readsOrRefuses/signed");
    private static final PinnedKeys KEYS = PinnedKeys.read(
            List.of(Scratch.file(Scratch.resource(ClearSignedFuzzTest.class, "keys/key.asc"))));
    private static final String TEXT = ClearSigned.verifyPinned(GOOD, KEYS).text();

    /** Nothing but what the key's owner signed is ever accepted. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Hostile.read(input.length, () -> ClearSigned.verifyPinned(input, KEYS), BadSignatureException.class)
                .ifPresent(text -> Hostile.require(text.text().equals(TEXT), "accepted: " + text.text()));
        Hostile.read(
                input.length,
                () -> ClearSigned.verify(input, KEYS, Instant.parse("2026-11-22T00:00:00Z")),
                BadSignatureException.class);
    }

}
