package dev.atoll.packages.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PreferencesTest {
    @Test
    void theRepositoryWithTheHigherPriorityWinsOverTheNewerVersion() {
        assertChosen("a 1", """
                s: a 2
                t: a 1
                pin 900 * from t
                install a""");
    }

    @Test
    void ofGeneralPinsTheHighestCounts() {
        assertChosen("a 1", """
                s: a 2
                t: a 1
                pin 600 * from s
                pin 100 * from t
                pin 700 * version 1
                install a""");
    }

    @Test
    void theFirstPinForANameCountsAndBeatsGeneralOnes() {
        assertChosen("a 1, b 2", """
                s: a 2
                t: a 1
                s: b 2
                t: b 1
                pin 900 * from s
                pin 100 a from s
                pin 990 a from s
                install a, b""");
    }

    @Test
    void aPinnedVersionIsLeftIfItIsImpossible() {
        assertChosen("a 2, b 1", """
                s: a 2
                t: a 1; requires missing
                s: b 1; requires a
                pin 900 a version 1*
                install b""");
    }

    @Test
    void aNegativePriorityMeansNever() {
        assertChosen("a 1", """
                s: a 2
                t: a 1
                pin -1 a version 2
                install a""");
        assertExplained("""
                no set of packages satisfies the request
                  requested: b
                    b 1 from s requires a (>= 2)
                      a 2 from s must not be chosen: pin of a from s to -5
                      a 1 from t is too old
                hint: remove the pin of a from s to -5
                hint: if the image can do without a, add it to 'without'
                hint: remove b from the request""", """
                s: a 2
                t: a 1
                s: b 1; requires a (>= 2)
                pin -5 a from s
                install b""");
    }

    @Test
    void aFileThatTwoRepositoriesOfferHasTheBetterPriority() {
        Scenario scenario = Scenario.of("""
                s: a 1
                t: a 1
                pin -1 * from s
                install a""");
        assertThat(scenario.solved().packages())
                .singleElement()
                .extracting("repository")
                .isEqualTo("t");
    }

    @Test
    void aHoldKeepsAVersionAndDoesNotAskForIt() {
        assertChosen("a 1, b 1", """
                s: a 2
                s: a 1
                s: b 1; requires a
                s: c 1
                hold a 1
                hold c 1
                install b""");
        assertExplained("""
                no set of packages satisfies the request
                  requested: a (>= 2)
                    a 2 from s is not 1, at which it is held
                    a 1 from s is too old
                hint: ask for a (= 1), which s has, instead of a (>= 2)
                hint: remove the hold of a at 1
                hint: remove a (>= 2) from the request""", """
                s: a 2
                s: a 1
                hold a 1
                install a (>= 2)""");
    }

    @Test
    void whatIsExcludedIsNeverChosenAndStaysRequired() {
        assertChosen("a 1, c 1", """
                s: a 1; requires b-data | c
                s: b-data 1
                s: c 1
                exclude b-*
                install a""");
        assertExplained("""
                no set of packages satisfies the request
                  requested: a
                    a 1 from s requires b-data
                      b-data 1 from s is excluded by 'b-*'
                hint: take 'b-*' out of the excluded packages
                hint: if the image can do without b-data, add it to 'without'
                hint: remove a from the request""", """
                s: a 1; requires b-data
                s: b-data 1
                exclude b-*
                install a""");
    }

    @Test
    void essentialPackagesComeOnlyIfTheyAreImplied() {
        String universe = """
                s: base 1; essential; requires lib
                s: init 1; protected
                s: lib 1
                s: a 1
                install a
                """;
        assertChosen("a 1", universe);
        assertChosen("a 1, base 1, lib 1", universe + "imply essential");
        assertChosen("a 1", universe + "imply essential\nwithout base");
    }

    @Test
    void saysThatAnEssentialPackageStandsInTheWay() {
        assertExplained("""
                no set of packages satisfies the request
                  requested: a
                    a 1 from s conflicts with base, which is base 1 from s
                  base belongs to every system
                    a 1 from s conflicts with base, which is base 1 from s
                hint: if the image can do without base, add it to 'without'
                hint: remove a from the request""", """
                s: base 1; essential
                s: a 1; conflicts base
                imply essential
                install a""");
    }

    @Test
    void providersRankAsInApt() {
        String universe = """
                s: z 1; provides v; essential
                s: y 1; provides v; protected
                s: x 1; provides v; priority required
                s: w 1; provides v; priority standard
                s: b 1; provides v
                s: a 1; provides v; priority extra
                install v
                """;
        assertChosen("z 1", universe);
        assertChosen("y 1", universe + "exclude z");
        assertChosen("x 1", universe + "exclude z, y");
        assertChosen("w 1", universe + "exclude z, y, x");
        assertChosen("b 1", universe + "exclude z, y, x, w");
    }

    @Test
    void patternsMatchWholeNames() {
        assertThat(Glob.matches("linux-*-amd64", "linux-image-amd64")).isTrue();
        assertThat(Glob.matches("linux-*-amd64", "linux-image-amd64-dbg")).isFalse();
        assertThat(Glob.matches("lib?", "libc")).isTrue();
        assertThat(Glob.matches("lib?", "lib")).isFalse();
        assertThat(Glob.matches("*a*a*a*a*a*a*a*b", "a".repeat(50_000))).isFalse();
        assertThat(Glob.matches("", "a")).isFalse();
        assertThat(Glob.matches("***", "")).isTrue();
    }

    @Test
    void refusesAPriorityThatMeansNothing() {
        assertThatThrownBy(() -> new Pin("a", "", "", 0)).hasMessageContaining("priority 0");
    }

    private static void assertChosen(String expected, String text) {
        Scenario scenario = Scenario.of(text);
        assertThat(scenario.chosen()).isEqualTo(expected);
        assertThat(scenario.shuffled(3).chosen()).isEqualTo(expected);
    }

    private static void assertExplained(String expected, String text) {
        Scenario scenario = Scenario.of(text);
        assertThat(scenario.explanation().render()).isEqualTo(expected);
        assertThat(scenario.shuffled(7).explanation().render()).isEqualTo(expected);
    }
}
