package dev.atoll.image.signing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.fuzz.Scratch;
import java.nio.file.Path;

class PemFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Path file = Scratch.file(input);
        Hostile.read(input.length, () -> Pem.read(file, "a key"), SigningKeyException.class)
                .ifPresent(pem -> {
                    Pem again = Pem.read(
                            Scratch.file(pem.encode().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)), "a key");
                    Hostile.require(
                            again.label().equals(pem.label()) && java.util.Arrays.equals(again.der(), pem.der()),
                            "another object was read back");
                });
        Hostile.read(input.length, () -> SigningKey.certificate(Scratch.file(input)), SigningKeyException.class);
    }
}
