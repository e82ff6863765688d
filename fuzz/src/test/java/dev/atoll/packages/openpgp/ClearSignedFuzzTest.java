package dev.atoll.packages.openpgp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.fuzz.Scratch;
import java.time.Instant;
import java.util.List;
import java.util.Set;

class ClearSignedFuzzTest {

    private static final PinnedKeys KEYS =
            PinnedKeys.read(List.of(Scratch.file(Scratch.resource(ClearSignedFuzzTest.class, "keys/key.asc"))));
    private static final Set<String> SIGNED = Set.of(text("signed"), text("other"));

    /** Nothing but what the key's owner signed is ever accepted. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Hostile.read(input.length, () -> ClearSigned.verifyPinned(input, KEYS), BadSignatureException.class)
                .ifPresent(text -> Hostile.require(SIGNED.contains(text.text()), "accepted: " + text.text()));
        Hostile.read(
                input.length,
                () -> ClearSigned.verify(input, KEYS, Instant.parse("2026-11-22T00:00:00Z")),
                BadSignatureException.class);
    }

    private static String text(String seed) {
        byte[] message = Scratch.resource(ClearSignedFuzzTest.class, "readsOrRefuses/" + seed);
        return ClearSigned.verifyPinned(message, KEYS).text();
    }
}
