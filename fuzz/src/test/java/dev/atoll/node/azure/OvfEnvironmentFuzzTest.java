package dev.atoll.node.azure;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;

class OvfEnvironmentFuzzTest {

    @FuzzTest
    void readsOrRefuses(byte[] input) {
        Hostile.read(input.length, () -> OvfEnvironment.read(input), XmlException.class)
                .ifPresent(it -> Hostile.require(
                        it.facts().sshKeys().stream().noneMatch(String::isBlank), "keys that say something"));
    }
}
