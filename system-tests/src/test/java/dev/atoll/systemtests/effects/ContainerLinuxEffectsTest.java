package dev.atoll.systemtests.effects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.document.Documents;
import dev.atoll.image.effect.PackageEffect;
import dev.atoll.image.effect.ScriptReview;
import dev.atoll.systemtests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What was composed for Atoll Container Linux is what the tools in it make of the same tree. */
@Tag("system")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainerLinuxEffectsTest {
    private Path work;
    private Composition composition;
    private EffectsJudge judge;

    @BeforeAll
    void compose() throws IOException {
        work = Files.createTempDirectory(Path.of("/var/tmp"), "atoll-effects-");
        composition = Composition.of(Checkout.containerLinux());
        judge = EffectsJudge.of(composition, work);
    }

    @AfterAll
    void clean() throws IOException {
        judge.close();
        Files.delete(work);
    }

    @Test
    void everyScriptIsReviewedOrItsLossAcknowledged() {
        assertThat(composition.scripts()).isNotEmpty().noneMatch(ScriptReview.Finding::isOpen);
    }

    @Test
    void everyReviewNamesTheTextsItIsFor() throws IOException {
        try (Stream<Path> files = Files.list(Checkout.root().resolve("distro/effects"))) {
            assertThat(files.map(file -> Documents.read(file, PackageEffect.class)))
                    .isNotEmpty()
                    .allSatisfy(
                            effect -> assertThat(effect.digests().keySet()).isEqualTo(Set.copyOf(effect.scripts())));
        }
    }

    @Test
    @Order(1)
    void theLoaderFindsWhatItFindsAfterLdconfig() {
        assertThat(judge.loader()).isEmpty();
    }

    @Test
    void accountsAreThoseOfSysusers() {
        assertThat(judge.accounts()).isEmpty();
    }

    @Test
    void unitsAreEnabledAsByPresetAll() {
        assertThat(judge.units()).isEmpty();
    }

    @Test
    void unitsOfUsersAreEnabledAsByPresetAll() {
        assertThat(judge.userUnits()).isEmpty();
    }

    @Test
    void modulesAreIndexedAsByDepmod() {
        assertThat(judge.modules()).isEmpty();
    }

    @Test
    void certificatesAreBundledAsByTheTool() {
        assertThat(judge.certificates()).isEmpty();
    }

    @Test
    void alternativesAreThoseOfUpdateAlternatives() {
        assertThat(judge.alternatives()).isEmpty();
    }

    @Test
    void stacksAndShellsAreThoseOfTheDefinition() {
        assertThat(judge.pam()).isEmpty();
        assertThat(judge.shells()).isEmpty();
    }
}
