package dev.atoll.packages.solver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MultiArchTest {
    private static final String BOTH = "architectures amd64 arm64\n";

    @Test
    void anUnqualifiedRequestMeansTheNativePackageIfThereIsOne() {
        assertChosen("a 1, b:arm64 1", """
                s: a 1
                s: a:arm64 1
                s: b:arm64 1
                install a, b""");
    }

    @Test
    void aRequirementMeansThePackageOfItsOwnArchitecture() {
        assertChosen("app:arm64 1, lib:arm64 1", """
                s: app:arm64 1; requires lib
                s: lib 1
                s: lib:arm64 1
                install app:arm64""");
        assertNone("""
                s: app:arm64 1; requires lib
                s: lib 1
                install app:arm64""");
    }

    @Test
    void whatHasNoArchitectureIsNative() {
        assertChosen("data 1, lib 1", """
                s: data:all 1; requires lib
                s: lib 1
                s: lib:arm64 1
                install data""");
        assertNone("""
                s: app:arm64 1; requires data
                s: data:all 1
                install app:arm64""");
    }

    @Test
    void aForeignPackageServesEveryArchitecture() {
        assertChosen("app:arm64 1, tool 1", """
                s: app:arm64 1; requires tool
                s: tool 1; multi-arch foreign
                install app:arm64""");
        assertChosen("app:arm64 1, tool 1", """
                s: app:arm64 1; requires virtual-tool
                s: tool 1; multi-arch foreign; provides virtual-tool
                install app:arm64""");
    }

    @Test
    void theNativeOneOfTwoForeignPackagesIsPreferred() {
        assertChosen("app:arm64 1, tool 1", """
                s: app:arm64 1; requires tool
                s: tool 1; multi-arch foreign
                s: tool:arm64 1; multi-arch foreign
                install app:arm64""");
    }

    @Test
    void onlyAnAllowedPackageServesAnyArchitecture() {
        assertChosen("app:arm64 1, python 1", """
                s: app:arm64 1; requires python:any
                s: python 1; multi-arch allowed
                install app:arm64""");
        assertNone("""
                s: app:arm64 1; requires python
                s: python 1; multi-arch allowed
                install app:arm64""");
        assertNone("""
                s: app:arm64 1; requires python:any
                s: python 1
                install app:arm64""");
    }

    @Test
    void aNamedArchitectureIsMeantExactly() {
        assertChosen("app 1, lib:arm64 1", """
                s: app 1; requires lib:arm64
                s: lib 1; multi-arch foreign
                s: lib:arm64 1
                install app""");
        assertChosen("app:arm64 1, lib 1", """
                s: app:arm64 1; requires lib:native
                s: lib 1
                s: lib:arm64 1
                install app:arm64""");
    }

    @Test
    void packagesOfOneNameExcludeEachOtherUnlessTheyAreMarkedSame() {
        assertNone("""
                s: a 1
                s: a:arm64 1
                install a, a:arm64""");
        assertNone("""
                s: a 1; multi-arch same
                s: a:arm64 1
                install a, a:arm64""");
        assertChosen("a 1, a:arm64 1", """
                s: a 1; multi-arch same
                s: a:arm64 1; multi-arch same
                install a, a:arm64""");
    }

    @Test
    void thoseMarkedSameMustBeOfOneVersion() {
        assertChosen("a 1, a:arm64 1", """
                s: a 2; multi-arch same
                s: a 1; multi-arch same
                s: a:arm64 1; multi-arch same
                install a, a:arm64""");
        Explanation explanation = Scenario.of(BOTH + """
                s: a 2; multi-arch same
                s: a:arm64 1; multi-arch same
                install a, a:arm64""").explanation();
        assertThat(explanation.render()).contains("""
                  requested: a
                    a must be of one version for all architectures: a 2 from s or a:arm64 1 from s
                """);
    }

    @Test
    void aConflictMeetsAllArchitecturesUnlessItNamesOne() {
        assertNone("""
                s: a 1; conflicts b
                s: b:arm64 1
                install a, b:arm64""");
        assertChosen("a 1, b:arm64 1", """
                s: a 1; conflicts b:amd64
                s: b:arm64 1
                install a, b:arm64""");
        assertNone("""
                s: a 1; conflicts v
                s: b:arm64 1; provides v
                install a, b:arm64""");
        assertChosen("a 1, a:arm64 1", """
                s: a 1; multi-arch same; conflicts v; provides v
                s: a:arm64 1; multi-arch same; conflicts v; provides v
                install a, a:arm64""");
    }

    @Test
    void offersTheArchitectureThatExists() {
        Explanation explanation = Scenario.of(BOTH + """
                s: a:arm64 1
                s: a 1; requires missing
                s: b:arm64 1
                install b:amd64""").explanation();
        assertThat(explanation.render()).isEqualTo("""
                no set of packages satisfies the request
                  requested: b:amd64
                    b:arm64 1 from s is of another architecture
                hint: ask for b:arm64, which s has, instead of b:amd64
                hint: remove b:amd64 from the request""");
    }

    @Test
    void essentialPackagesOfOtherArchitecturesAreNotImplied() {
        assertChosen("a 1, base 1", """
                s: base 1; essential
                s: base:arm64 1; essential
                s: a 1
                imply essential
                install a""");
    }

    private static void assertChosen(String expected, String text) {
        Scenario scenario = Scenario.of(BOTH + text);
        assertThat(scenario.chosen()).isEqualTo(expected);
        assertThat(scenario.shuffled(3).chosen()).isEqualTo(expected);
    }

    private static void assertNone(String text) {
        assertThat(Scenario.of(BOTH + text).resolve()).isInstanceOf(Resolution.Unsolvable.class);
    }
}
