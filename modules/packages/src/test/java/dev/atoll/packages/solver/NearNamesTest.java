package dev.atoll.packages.solver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NearNamesTest {
    @Test
    void countsInsertionsDeletionsReplacementsAndSwaps() {
        assertThat(NearNames.distance("podman", "podman")).isZero();
        assertThat(NearNames.distance("podman", "pdoman")).isEqualTo(1);
        assertThat(NearNames.distance("podman", "podmann")).isEqualTo(1);
        assertThat(NearNames.distance("podman", "pdmn")).isEqualTo(2);
        assertThat(NearNames.distance("", "abc")).isEqualTo(3);
    }

    @Test
    void findsNamesThatOnlyGoOn() {
        assertThat(NearNames.of("libtss2-esys", Stream.of("libtss2-esys-3.0.2-0t64", "libtss2-mu-4.0.1-0t64")))
                .containsExactly("libtss2-esys-3.0.2-0t64");
    }

    @Test
    void givesOnlyTheNearestInOrder() {
        assertThat(NearNames.of("curll", Stream.of("zurll", "curl", "cur", "purll", "other")))
                .containsExactly("curl", "purll", "zurll");
        assertThat(NearNames.of("nothing-like-it", Stream.of("curl"))).isEmpty();
    }
}
