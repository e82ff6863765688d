package dev.atoll.packages.apt;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.packages.deb.MalformedPackageException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

class ReleaseFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Hostile.read(input.length, () -> ReleaseFile.parse(text, "InRelease"), MalformedPackageException.class)
                .ifPresent(release ->
                        Hostile.read(input.length, () -> release.objection(Instant.parse("2026-11-22T00:00:00Z"))));
    }
}
