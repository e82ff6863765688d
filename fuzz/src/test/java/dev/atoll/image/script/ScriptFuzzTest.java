package dev.atoll.image.script;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.atoll.fuzz.Hostile;
import dev.atoll.image.alternative.InstallCall;
import java.nio.charset.StandardCharsets;

class ScriptFuzzTest {
    /** No script is refused: what is not understood is outlined as uncertain. */
    @FuzzTest
    void readsOrRefuses(byte[] input) {
        String script = new String(input, StandardCharsets.UTF_8);
        Hostile.read(input.length, () -> ScriptOutline.of(script, "configure"))
                .orElseThrow()
                .statements()
                .forEach(statement -> Hostile.read(input.length, () -> InstallCall.of(statement.text())));
    }
}
