package dev.atoll.packages.openpgp;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.fuzz.Scratch;
import java.time.Instant;
import java.util.List;

class PinnedKeysFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Hostile.read(input.length, () -> PinnedKeys.read(List.of(Scratch.file(input))), IllegalArgumentException.class)
                .ifPresent(keys -> keys.rings()
                        .forEach(ring -> ring.getPublicKeys()
                                .forEachRemaining(key -> Hostile.read(
                                        input.length,
                                        () -> PinnedKeys.objection(
                                                ring, key, Instant.parse("2026-11-22T00:00:00Z"))))));
    }
}
