package dev.atoll.packages.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.packages.Package;
import dev.atoll.store.Digest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResolverTest {
    @Test
    void takesTheFirstAlternative() {
        assertChosen("a 1, b 1", """
                s: a 1; requires b | c
                s: b 1
                s: c 1
                install a""");
    }

    @Test
    void takesALaterAlternativeThatIsRequested() {
        assertChosen("a 1, c 1", """
                s: a 1; requires b | c
                s: b 1
                s: c 1
                install a, c""");
    }

    @Test
    void takesALaterAlternativeThatIsNeededAnyway() {
        assertChosen("a 1, c 1, d 1, e 1", """
                s: a 1; requires b | c, d
                s: d 1; requires e
                s: e 1; requires c
                s: b 1
                s: c 1
                install a""");
    }

    @Test
    void dropsAnEarlyChoiceThatALaterOneMakesSuperfluous() {
        assertChosen("a 1, c 1, d 1", """
                s: a 1; requires b | c, d | x
                s: d 1; requires c
                s: x 1
                s: b 1; requires only-for-b
                s: only-for-b 1
                s: c 1
                install a""");
    }

    @Test
    void aRequestedNameMeansThePackageOfThatNameIfThereIsOne() {
        assertChosen("a 1, b 1", """
                s: a 1; requires b
                s: b 1; provides a
                install a""");
        assertThat(Scenario.of("""
                s: a 1; requires missing
                s: b 1; provides a
                install a""").resolve()).isInstanceOf(Resolution.Unsolvable.class);
    }

    @Test
    void skipsAnAlternativeThatIsImpossible() {
        assertChosen("a 1, c 1", """
                s: a 1; requires b | missing | c
                s: b 1; requires gone
                s: c 1
                install a""");
    }

    @Test
    void takesThePackageOfTheVeryNameBeforeThoseThatProvideIt() {
        assertChosen("a 1, mail 1", """
                s: a 1; requires mail
                s: exim 1; provides mail
                s: mail 1
                install a""");
    }

    @Test
    void choosesAmongProvidersByNameWhateverTheirRepository() {
        assertChosen("a 1, b 1", """
                t: b 1; provides v
                s: z 1; provides v
                s: a 1; requires v
                install a""");
        assertChosen("a 1, b 1", """
                s: z 1; provides v
                s: b 1; provides v
                s: a 1; requires v
                install a""");
    }

    @Test
    void takesTheNewestVersionWhereverItIs() {
        assertChosen("a 1:1", """
                s: a 2.0
                t: a 1:1
                t: a 1.9~rc
                install a""");
    }

    @Test
    void takesTheFirstRepositoryForTheSameVersion() {
        Scenario scenario = Scenario.of("""
                t: a 1
                s: a 1
                install a""");
        assertThat(scenario.solved().packages().getFirst().repository()).isEqualTo("s");
        PackagePool pool = new PackagePool(scenario.packages(), List.of("t"));
        assertThat(pool.named("a").getFirst().repository()).isEqualTo("t");
    }

    @Test
    void anUnversionedProvideDoesNotSatisfyAVersionedRelation() {
        assertChosen("a 1, c 1", """
                s: a 1; requires v (>= 1) | c
                s: b 9; provides v
                s: c 1
                install a""");
    }

    @Test
    void aVersionedProvideSatisfiesByItsOwnVersion() {
        String universe = """
                s: a 1; requires v (>= 2)
                s: old 9; provides v (= 1)
                s: plain 9; provides v
                s: right 1; provides v (= 2)
                install a""";
        assertChosen("a 1, right 1", universe);
        assertChosen("b 1, old 9", universe.replace("install a", "s: b 1; requires v\ninstall b"));
    }

    @Test
    void refusesToMixArchitectures() {
        List<Package> packages = Stream.of("amd64", "all", "arm64")
                .map(each -> new Package(
                        each, "1", each, "s", List.of(), List.of(), List.of(), "", 0, Digest.of(new byte[0]), 0))
                .toList();
        assertThatThrownBy(() -> new PackagePool(packages))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("packages of arm64 in a pool of amd64");
    }

    @Test
    void countsTheSameFileInTwoRepositoriesOnce() {
        assertThat(Scenario.of("""
                t: a 1
                s: a 1
                s: b 1; conflicts a
                install a, b""").explanation().render())
                .doesNotContain("a 1 from t")
                .contains("which is a 1 from s");
    }

    @Test
    void acceptsTheQualifiersAnyAndNativeAndTheArchitectureItself() {
        assertChosen("a 1, b 1, c 1, d 1, f 1", """
                s: a 1; requires b:any, c:native, d:amd64, e:s390x | f
                s: b 1
                s: c 1
                s: d 1
                s: e 1
                s: f 1
                install a""");
    }

    @Test
    void takesAnOlderVersionWhenTheNewestIsImpossible() {
        assertChosen("a 1, b 1", """
                s: a 2; requires b (>= 2)
                s: a 1; requires b
                s: b 1
                install a""");
    }

    @Test
    void goesBackOverSeveralChoices() {
        assertChosen("app 1, lib 1, plug 1, tool 1", """
                s: app 1; requires plug, tool, lib
                s: plug 2; requires lib (= 2)
                s: plug 1
                s: tool 2; requires lib (>= 2)
                s: tool 1; requires lib (<< 2)
                s: lib 2; conflicts app
                s: lib 1
                install app""");
    }

    @Test
    void neverInstallsWhatConflicts() {
        assertChosen("a 1, c 1, d 1", """
                s: a 1; requires b | c, d
                s: b 1
                s: c 1
                s: d 1; conflicts b (<< 2)
                install a""");
        assertChosen("a 1, b 2, d 1", """
                s: a 1; requires b | c, d
                s: b 2
                s: c 1
                s: d 1; conflicts b (<< 2)
                install a""");
    }

    @Test
    void aConflictMeetsProvidersToo() {
        assertChosen("a 1, c 1, d 1", """
                s: a 1; requires b | c, d
                s: b 1; provides v
                s: c 1; provides w
                s: d 1; conflicts v
                install a""");
    }

    @Test
    void aPackageDoesNotConflictWithItself() {
        assertChosen("exim 1", """
                s: exim 1; provides mta; conflicts mta, exim
                s: postfix 1; provides mta; conflicts mta
                install exim, mta""");
    }

    @Test
    void waivesRequirementsOnWhatIsLeftOut() {
        assertChosen("a 1, c 1", """
                s: a 1; requires debconf (>= 0.5) | debconf-2.0, helper, c
                s: debconf 1; provides debconf-2.0
                s: cdebconf 1; provides debconf-2.0
                s: real-helper 1; provides helper
                s: c 1; requires unpackaged
                install a
                without debconf, real-helper, unpackaged""");
    }

    @Test
    void aVirtualNameWithAnotherProviderIsNotWaived() {
        assertChosen("a 1, dracut 1", """
                s: a 1; requires initramfs
                s: initramfs-tools 1; provides initramfs
                s: dracut 1; provides initramfs
                install a
                without initramfs-tools""");
    }

    @Test
    void preferredPackagesWinOverTheFirstAlternative() {
        assertChosen("a 1, dbus-broker 1", """
                s: a 1; requires default-dbus | dbus
                s: dbus-daemon 1; provides default-dbus, dbus
                s: dbus-broker 1; provides dbus
                install a
                prefer unrelated, dbus-broker, dbus-daemon""");
    }

    @Test
    void sharesADiamond() {
        assertChosen("a 1, b 1, c 1, d 2", """
                s: a 1; requires b, c
                s: b 1; requires d (>= 2)
                s: c 1; requires d (<= 2)
                s: d 1
                s: d 2
                s: d 3
                install a""");
    }

    @Test
    void followsACycle() {
        assertChosen("a 1, b 1, c 1", """
                s: a 1; requires b
                s: b 1; requires c
                s: c 1; requires a (= 1)
                install b""");
    }

    @Test
    void installsWhatIsRequestedByVersionAndByProvidedName() {
        assertChosen("a 1, p 1", """
                s: a 2
                s: a 1
                s: p 1; provides v
                install a (<< 2), v""");
    }

    @Test
    void nothingIsRequestedNothingIsChosen() {
        assertChosen("", "s: a 1");
    }

    @Test
    void tellsTheChainThatLedToAPackage() {
        Resolution.Solved solved = Scenario.of("""
                s: a 1; requires b | x
                s: b 2; requires c (>= 1)
                s: c 3
                install a""").solved();
        assertThat(solved.why("c").stream().map(Object::toString))
                .containsExactly(
                        "a 1: requested as a", "b 2: required by a as b | x", "c 3: required by b as c (>= 1)");
        assertThat(solved.why("x")).isEmpty();
        assertThat(solved.reasons().keySet()).containsExactlyElementsOf(solved.packages());
    }

    private static void assertChosen(String expected, String text) {
        Scenario scenario = Scenario.of(text);
        assertThat(scenario.chosen()).isEqualTo(expected);
        for (int seed = 0; seed < 5; seed++) {
            assertThat(scenario.shuffled(seed).chosen()).as("in another order").isEqualTo(expected);
        }
    }
}
