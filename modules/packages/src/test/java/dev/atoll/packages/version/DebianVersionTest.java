package dev.atoll.packages.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebianVersionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0~~ < 1.0~~a < 1.0~ < 1.0 < 1.0a < 1.0+ < 1.0. < 1.00.1",
                "9 < 10 < 1:0 < 1:0a < 02:0 < 10:0",
                "1-1 < 1-1+b1 < 1-1.1 < 1-2 < 1-10 < 1.1",
                "1B < 1a < 1aa0~ < 1aa0 < 1b"
            })
    void laterStandsToTheRight(String chain) {
        String[] versions = chain.split(" < ");
        for (int i = 0; i < versions.length; i++) {
            for (int j = 0; j < versions.length; j++) {
                assertThat(Integer.signum(DebianVersion.compare(versions[i], versions[j])))
                        .as(versions[i] + " with " + versions[j])
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0:0-0", "1.0 1.00", "1.1 1.01", "1 1-0", "1. 1.0", "1:2-0 01:02-00"})
    void differentSpellingsMayBeEqual(String pair) {
        String[] both = pair.split(" ");
        assertThat(DebianVersion.compare(both[0], both[1])).isZero();
        assertThat(DebianVersion.compare(both[1], both[0])).isZero();
    }

    @Test
    void comparesNumbersLongerThanAnyIntegerType() {
        String nines = "9".repeat(40);
        assertThat(DebianVersion.compare("1" + "0".repeat(40), nines)).isPositive();
        assertThat(DebianVersion.compare("0".repeat(100) + "1", "2")).isNegative();
    }

    @Test
    @Timeout(10)
    void versionsOfMegabytesTakeTimeInProportion() {
        String zeros = "0".repeat(1 << 20);
        assertThat(DebianVersion.compare("1" + zeros, "1" + zeros + "0")).isNegative();
        assertThat(DebianVersion.compare("1.".repeat(1 << 19), "1.".repeat(1 << 19) + "~"))
                .isPositive();
        assertThat(DebianVersion.compare("-".repeat(1 << 20), "-".repeat(1 << 20)))
                .isZero();
        assertThat(DebianVersion.compare(zeros + ":1", "1")).isZero();
        assertThat(new DebianVersion("1" + zeros).upstream()).hasSize((1 << 20) + 1);
        assertThatThrownBy(() -> new DebianVersion("1" + "_".repeat(1 << 20)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void splitsIntoEpochUpstreamAndRevision() {
        DebianVersion version = new DebianVersion("12:1.2-rc1:3-4+b1");
        assertThat(version.epoch()).isEqualTo(12);
        assertThat(version.upstream()).isEqualTo("1.2-rc1:3");
        assertThat(version.revision()).isEqualTo("4+b1");
        assertThat(new DebianVersion("1.2").revision()).isEmpty();
        assertThat(new DebianVersion("1.2")).isLessThan(new DebianVersion("1.2-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":1", "a:1", "1:", "1-", "1_2", "1 2", "1-2_3", "1:-1", "1234567890:1", "1é"})
    void refusesWhatIsNoVersion(String text) {
        assertThatThrownBy(() -> new DebianVersion(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
