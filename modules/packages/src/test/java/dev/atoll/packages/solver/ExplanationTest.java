package dev.atoll.packages.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.packages.solver.Claim.Candidate;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    @Test
    void followsAChainOfThreeToWhatIsTooOld() {
        assertExplained("""
                no set of packages satisfies the request
                  requested: web
                    web 2 from trixie requires server (>= 1)
                      server 1.5 from trixie requires tls (>= 3)
                        tls 2.9 from security is too old
                        gnutls 4 from trixie provides tls in a version that is too old
                hint: if the image can do without tls, add it to 'without'
                hint: remove web from the request""", """
                trixie: web 2; requires server (>= 1), other
                trixie: server 1.5; requires tls (>= 3), other
                trixie: other 1
                security: tls 2.9
                trixie: gnutls 4; provides tls (= 2)
                trixie: unrelated 1; requires gone
                install other, web""");
    }

    @Test
    void namesBothSidesOfAConflict() {
        assertExplained("""
                no set of packages satisfies the request
                  requested: a
                    a 1 from s requires c
                      c 1 from s conflicts with d (<< 2), which is d 1 from t
                  requested: b
                    b 1 from s requires d
                      c 1 from s conflicts with d (<< 2), which is d 1 from t
                hint: if the image can do without c, add it to 'without'
                hint: if the image can do without d, add it to 'without'
                hint: remove a from the request""", """
                s: a 1; requires c
                s: b 1; requires d
                s: c 1; conflicts d (<< 2)
                t: d 1
                install a, b""");
    }

    @Test
    void saysThatTwoVersionsAreNeededAtOnce() {
        assertExplained("""
                no set of packages satisfies the request
                  requested: a
                    a 1 from s requires lib (= 1)
                      only one lib can be installed: lib 1 from s or lib 2 from s
                      lib 2 from s is too new
                  requested: b
                    b 1 from s requires lib (= 2)
                      only one lib can be installed: lib 1 from s or lib 2 from s
                      lib 1 from s is too old
                hint: remove a from the request
                hint: remove b from the request""", """
                s: a 1; requires lib (= 1)
                s: b 1; requires lib (= 2)
                s: lib 1
                s: lib 2
                install a, b""");
    }

    @Test
    void explainsEveryVersionThatWasPossible() {
        assertExplained("""
                no set of packages satisfies the request
                  requested: a
                    a 2 from s requires b
                      no package is called b or provides it
                    a 1 from s requires c
                      no package is called c or provides it
                hint: if the image can do without b, add it to 'without'
                hint: if the image can do without c, add it to 'without'
                hint: remove a from the request""", """
                s: a 2; requires b
                s: a 1; requires c
                install a""");
    }

    @Test
    void suggestsTheNearestNameForAnUnknownOne() {
        assertExplained("""
                no set of packages satisfies the request
                  requested: opnessh-server
                    no package is called opnessh-server or provides it
                hint: there is no opnessh-server: did you mean openssh-server?
                hint: remove opnessh-server from the request""", """
                s: openssh-server 1
                s: openssh-client 1
                install opnessh-server""");
    }

    @Test
    void offersTheVersionThatExists() {
        assertThat(Scenario.of("""
                s: a 1
                s: a 2
                install a (>= 3)""").explanation().hints().getFirst().text())
                .isEqualTo("ask for a (= 2), which s has, instead of a (>= 3)");
    }

    @Test
    void saysThatWhatIsRequestedIsLeftOut() {
        assertExplained("""
                no set of packages satisfies the request
                  requested: a
                    a 1 from s is left out on purpose
                hint: take a out of 'without'
                hint: remove a from the request""", """
                s: a 1
                install a
                without a""");
    }

    @Test
    void doesNotPromiseThatOneChangeHelpsWhenTwoAreNeeded() {
        Explanation explanation = Scenario.of("""
                s: a 1; requires b
                s: c 1; requires d
                install a, c""").explanation();
        assertThat(explanation.claims()).hasSize(1);
        assertThat(explanation.hints()).containsExactly(new Hint.MoreThanOne());
    }

    @Test
    void tellsACycleOnlyOnce() {
        Explanation explanation = Scenario.of("""
                s: a 1; requires b | c
                s: b 1; requires c
                s: c 1; requires b, missing
                install a""").explanation();
        assertThat(explanation.render()).contains("c 1 from s: see above").containsOnlyOnce("missing or provides");
    }

    @Test
    void isDataBeforeItIsText() {
        Explanation explanation = Scenario.of("""
                s: a 1; requires b (>= 2)
                s: b 1
                install a""").explanation();
        Claim.Requested requested = (Claim.Requested) explanation.claims().getFirst();
        Candidate.Blocked blocked = (Candidate.Blocked) requested.candidates().getFirst();
        Claim.Needs needs = (Claim.Needs) blocked.because().getFirst();
        assertThat(needs.requirement().alternatives()).containsExactly(Scenario.relation("b (>= 2)"));
        assertThat(needs.candidates())
                .singleElement()
                .isInstanceOfSatisfying(
                        Candidate.Unfit.class, unfit -> assertThat(unfit.fit()).isEqualTo(PackagePool.Fit.TOO_OLD));
    }

    private static void assertExplained(String expected, String text) {
        Scenario scenario = Scenario.of(text);
        assertThat(scenario.explanation().render()).isEqualTo(expected);
        assertThat(scenario.shuffled(7).explanation().render()).isEqualTo(expected);
    }
}
