package dev.atoll.image.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.image.TestPackage;
import dev.atoll.image.alternative.Alternative;
import dev.atoll.image.definition.Acknowledgement;
import dev.atoll.store.Digest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptReviewTest {
    private static final String GENERATED = """
            #!/bin/sh
            set -e

            # Automatically added by dh_installsystemd/13.24
            if [ "$1" = "configure" ]; then
            	make-links x.service
            fi
            # End automatically added section
            """;

    @TempDir
    private Path folder;

    private ScriptReview.Finding review(String text, PackageEffect... effects) {
        return ScriptReview.of(
                        List.of(new TestPackage("p").script("postinst", text).in(folder)),
                        new PackageEffects(List.of(effects)),
                        List.of())
                .getFirst();
    }

    private static PackageEffect effect(String script) {
        return new PackageEffect(
                "p",
                List.of(script),
                "somebody read it",
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of());
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
    void generatedPartsThatNoStepDoesNeedAReview() {
        String other = GENERATED.replace("dh_installsystemd", "dh_python3");
        assertThat(review(other).covered()).isFalse();
        assertThat(review(GENERATED + other).covered()).isFalse();
    }

    @Test
    void literalAlternativesAreComposed() {
        String call = "update-alternatives --install /usr/bin/x x /usr/bin/y 5 \\\n --slave /a/b b /c/d\n";
        assertThat(review("#!/bin/sh\n" + call)).satisfies(finding -> {
            assertThat(finding.covered()).isTrue();
            assertThat(finding.because()).contains("Atoll's own steps");
        });
        assertThat(alternatives("#!/bin/sh\n" + call))
                .containsExactly(new Alternative(
                        "usr/bin/x", "x", "usr/bin/y", 5, List.of(new Alternative.Follower("a/b", "b", "c/d"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ldconfig",
                "/sbin/ldconfig >/dev/null 2>&1 || true",
                "pam-auth-update --package",
                "add-shell /usr/bin/zsh /bin/zsh",
                "systemctl daemon-reload || :",
                "deb-systemd-helper enable x.service >/dev/null || true",
                "if [ -d /run/systemd/system ]; then systemctl daemon-reload; fi",
            })
    void whatASharedStepDoesNeedsNoReview(String statement) {
        boolean known = !statement.startsWith("if");
        assertThat(review("#!/bin/sh\n" + statement + "\n").covered()).isEqualTo(known);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ldconfig -r /x",
                "ldconfig && touch /x",
                "pam-auth-update --enable x",
                "add-shell $x",
                "for s in a; do add-shell /bin/zsh; done",
                "deb-systemd-helper enable $(cat x)",
                "deb-systemd-invoke start x && touch /x",
            })
    void whatOnlyLooksLikeASharedStepDoes(String statement) {
        assertThat(review("#!/bin/sh\n" + statement + "\n").covered()).isFalse();
    }

    @Test
    void shellsAreThoseThatSurelyAreAdded() {
        List<String> shells = ScriptReview.shells(List.of(new TestPackage("p")
                .script("postinst", "#!/bin/sh\nadd-shell /bin/a /bin/b\nif x; then add-shell /bin/c; fi\n")
                .in(folder)));
        assertThat(shells).containsExactly("/bin/a", "/bin/b");
    }

    @Test
    void alternativesThatMayNotRunAreNotRead() {
        String script =
                "#!/bin/sh\nif [ -x /bin/z ]; then\nupdate-alternatives --install /usr/bin/x x /usr/bin/y 5\nfi\n";
        assertThat(review(script).covered()).isFalse();
        assertThat(alternatives(script)).isEmpty();
    }

    @Test
    void whatIsNotCoveredSaysWhatItWouldRunFirst() {
        ScriptReview.Finding finding = review(GENERATED + "case $1 in\nconfigure)\n  rm -f /etc/x;;\nesac\n");
        assertThat(finding.runs()).contains("rm -f /etc/x");
        assertThat(finding.isOpen()).isTrue();
    }

    @Test
    void aReviewIsForOneText() {
        PackageEffect effect = withDigest("p", Digest.of("rm /x\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(review("rm /x\n", effect).covered()).isTrue();
        assertThat(review("rm /x\n" + GENERATED.substring(GENERATED.indexOf("# Auto")), effect)
                        .covered())
                .as("generated parts are not part of what is read")
                .isTrue();
        assertThat(review("rm /y\n", effect)).satisfies(finding -> {
            assertThat(finding.covered()).isFalse();
            assertThat(finding.because()).contains("effects/p.yaml is about another text");
            assertThat(finding.digest())
                    .isEqualTo(Digest.of("rm /y\n".getBytes(StandardCharsets.UTF_8))
                            .hex());
        });
    }

    @Test
    void theReviewOfAPatternHoldsForOtherVersionsInTheName() {
        PackageEffect effect = withDigest("p-*", Digest.of("depmod *\n".getBytes(StandardCharsets.UTF_8)));
        for (String version : List.of("6.12.1+x", "6.12.2")) {
            assertThat(ScriptReview.of(
                            List.of(new TestPackage("p-" + version)
                                    .script("postinst", "depmod " + version + "\n")
                                    .in(folder)),
                            new PackageEffects(List.of(effect)),
                            List.of()))
                    .allMatch(ScriptReview.Finding::covered);
        }
    }

    @Test
    void whatIsAcknowledgedIsLostAndDoesNotStopABuild() {
        List<Acknowledgement> acknowledged =
                List.of(new Acknowledgement("p*", List.of("postinst"), List.of(), "the cache"));
        List<ScriptReview.Finding> findings = ScriptReview.of(
                List.of(new TestPackage("p")
                        .script("postinst", "make-cache")
                        .script("preinst", "x")
                        .in(folder)),
                new PackageEffects(List.of()),
                acknowledged);
        assertThat(findings.getFirst().lost()).contains("the cache");
        assertThat(findings.getFirst().covered()).isFalse();
        assertThat(findings.getFirst().isOpen()).isFalse();
        assertThat(findings.getLast().isOpen()).isTrue();
    }

    @Test
    void partsOfAToolCanBeAcknowledgedForAllPackagesAtOnce() {
        List<Acknowledgement> acknowledged =
                List.of(new Acknowledgement("*", List.of("postinst"), List.of("dh_python3"), "byte code"));
        String part = GENERATED.replace("dh_installsystemd", "dh_python3");
        assertThat(reviewed("#!/bin/sh\nset -e\n" + part + GENERATED, acknowledged)
                        .lost())
                .contains("byte code");
        assertThat(reviewed("#!/bin/sh\nset -e\n" + part + "rm x\n", acknowledged)
                        .isOpen())
                .isTrue();
        assertThat(reviewed("rm x\n", acknowledged).isOpen()).isTrue();
        assertThat(reviewed(GENERATED.replace("dh_installsystemd", "dh_icons"), acknowledged)
                        .isOpen())
                .isTrue();
    }

    private ScriptReview.Finding reviewed(String text, List<Acknowledgement> acknowledged) {
        return ScriptReview.of(
                        List.of(new TestPackage("p").script("postinst", text).in(folder)),
                        new PackageEffects(List.of()),
                        acknowledged)
                .getFirst();
    }

    private List<Alternative> alternatives(String text) {
        return ScriptReview.alternatives(
                List.of(new TestPackage("p").script("postinst", text).in(folder)), new PackageEffects(List.of()));
    }

    private static PackageEffect withDigest(String name, Digest digest) {
        return new PackageEffect(
                name,
                List.of("postinst"),
                "read",
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                Map.of("postinst", digest.hex()));
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
                .matches(ScriptReview.Finding::covered)
                .extracting(ScriptReview.Finding::because)
                .isEqualTo("somebody read it");
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
                new PackageEffects(List.of()),
                List.of());
        assertThat(findings)
                .extracting(finding -> finding.packageName() + " " + finding.script())
                .containsExactly("a preinst", "z postinst", "z preinst");
    }
}
