package dev.atoll.systemtests.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.image.effect.ScriptReview;
import dev.atoll.systemtests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sets of packages far from a container host's, from {@code src/test/resources/sets}: every script is reviewed or its
 * loss acknowledged, and what was composed is what the tools in the tree make of it.
 */
class PackageSetsTest {
    private static final int MANY = 200;

    @Test
    @Tag("system")
    void aClusterNodeIsWhatItsToolsWouldMakeOfIt() throws IOException {
        judge("cluster");
    }

    @ParameterizedTest
    @Tag("full")
    @ValueSource(strings = {"kiosk", "server"})
    void aKioskAndAServerAreToo(String set) throws IOException {
        judge(set);
    }

    private static void judge(String set) throws IOException {
        Composition composition = Composition.of(definition(set));
        assertThat(composition.packages()).hasSizeGreaterThan(MANY);
        assertThat(composition.scripts()).isNotEmpty().noneMatch(ScriptReview.Finding::isOpen);
        Path work = Files.createTempDirectory(Path.of("/var/tmp"), "atoll-" + set + "-");
        Map<String, List<String>> differences = new LinkedHashMap<>();
        try (EffectsJudge judge = EffectsJudge.of(composition, work)) {
            differences.put("loader", judge.loader());
            differences.put("accounts", judge.accounts());
            differences.put("units", judge.units());
            differences.put("user units", judge.userUnits());
            differences.put("modules", judge.modules());
            differences.put("certificates", judge.certificates());
            differences.put("alternatives", judge.alternatives());
        }
        Files.delete(work);
        differences.values().removeIf(List::isEmpty);
        assertThat(differences).as("what the tools of %s make otherwise", set).isEmpty();
    }

    private static Path definition(String set) {
        Path example = Checkout.root().resolve("examples/" + set + ".yaml");
        return Files.exists(example)
                ? example
                : Checkout.root().resolve("system-tests/src/test/resources/sets/" + set + ".yaml");
    }
}
