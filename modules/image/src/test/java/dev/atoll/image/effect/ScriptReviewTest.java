package dev.atoll.image.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.image.TestPackage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptReviewTest {
    private static final String GENERATED = """
            #!/bin/sh
            set -e

            # Automatically added by dh_installsystemd/13.24
            if [ "$1" = "configure" ]; then
            	deb-systemd-helper enable x.service
            fi
            # End automatically added section
            """;

    @TempDir
    private Path folder;

    private ScriptReview.Finding review(String text, PackageEffect... effects) {
        return ScriptReview.of(
                        List.of(new TestPackage("p").script("postinst", text).in(folder)),
                        new PackageEffects(List.of(effects)))
                .getFirst();
    }

    private static PackageEffect effect(String script) {
        return new PackageEffect("p", List.of(script), "somebody read it", Map.of(), Map.of(), List.of());
    }

    @Test
    void generatedPartsThatSharedStepsDoAreCovered() {
        ScriptReview.Finding finding = review(GENERATED + GENERATED + "exit 0\n");
        assertThat(finding.covered()).isTrue();
        assertThat(finding.because()).contains("generated");
    }

    @Test
    void oneCommandBesideThemIsNot() {
        assertThat(review(GENERATED + "rm -f /etc/x\n").covered()).isFalse();
        assertThat(review("touch /etc/x\n" + GENERATED).covered()).isFalse();
    }

    @Test
    void generatedAlternativesNeedAReview() {
        String alternatives = GENERATED.replace("dh_installsystemd", "dh_installalternatives");
        assertThat(review(alternatives).covered()).isFalse();
        assertThat(review(GENERATED + alternatives).covered()).isFalse();
    }

    @Test
    void toolsWithLongerNamesAreNotTakenForCoveredOnes() {
        assertThat(review(GENERATED.replace("dh_installsystemd", "dh_installsystemdx"))
                        .covered())
                .isFalse();
        assertThat(review(GENERATED.replace("dh_installsystemd", "dh_installdeb_more"))
                        .covered())
                .isFalse();
    }

    @Test
    void aPartWithoutItsEndIsNotCovered() {
        assertThat(review(GENERATED.replace("# End automatically added section", "# more"))
                        .covered())
                .isFalse();
    }

    @Test
    void anEffectCoversTheScriptsItNamesAndNoOthers() {
        assertThat(review("rm -rf /\n", effect("postinst")))
                .isEqualTo(new ScriptReview.Finding("p", "postinst", true, "somebody read it"));
        assertThat(review("rm -rf /\n", effect("preinst")).covered()).isFalse();
    }

    @Test
    void scriptsForRemovalDoNotMatter() {
        List<ScriptReview.Finding> findings = ScriptReview.of(
                List.of(
                        new TestPackage("z")
                                .script("postinst", "")
                                .script("preinst", "")
                                .in(folder),
                        new TestPackage("a")
                                .script("prerm", "x")
                                .script("postrm", "y")
                                .script("preinst", "")
                                .in(folder)),
                new PackageEffects(List.of()));
        assertThat(findings)
                .extracting(finding -> finding.packageName() + " " + finding.script())
                .containsExactly("a preinst", "z postinst", "z preinst");
    }
}
