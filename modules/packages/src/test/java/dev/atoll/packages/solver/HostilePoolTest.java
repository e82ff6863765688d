package dev.atoll.packages.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class HostilePoolTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void givesUpWithAClearErrorWhenTheSearchMeetsTooManyConflicts() {
        Scenario scenario = pigeons(12);
        assertThatThrownBy(() -> new Resolver(scenario.pool(), 2_000).resolve(scenario.request()))
                .isInstanceOfSatisfying(
                        SearchLimitException.class,
                        limit -> assertThat(limit.conflicts()).isEqualTo(2_000))
                .hasMessageContaining("after 2000 conflicts")
                .hasMessageContaining("hint: ");
    }

    @Test
    void reachesTheDocumentedLimitInReasonableTime() {
        Scenario scenario = pigeons(14);
        Assertions.assertTimeout(
                PATIENCE,
                () -> assertThatThrownBy(scenario::resolve)
                        .hasMessageContaining("after " + Resolver.MOST_CONFLICTS + " conflicts"));
    }

    @Test
    void refutesWhatNeedsOnlySomeConflicts() {
        assertThat(pigeons(5).explanation().claims()).hasSize(5);
    }

    @Test
    void cutsTheExplanationOfAnEndlessChain() {
        int length = 3_000;
        String chain = IntStream.range(0, length)
                .mapToObj(i -> "s: p" + i + " 1; requires p" + (i + 1) + "\n")
                .collect(Collectors.joining());
        Scenario scenario = Scenario.of(chain + "install p0");
        Assertions.assertTimeout(
                PATIENCE,
                () -> assertThat(scenario.explanation().render())
                        .contains("the chain goes on")
                        .hasLineCount(100 + 4));
        assertThat(Scenario.of(chain + "s: p" + length + " 1\ninstall p0")
                        .solved()
                        .why("p" + length))
                .hasSize(length + 1);
    }

    @Test
    void decidesManyIndependentChoicesInReasonableTime() {
        int length = 5_000;
        String text = IntStream.range(0, length)
                .mapToObj(i -> "s: p" + i + " 1; requires a" + i + " | b" + i + ", p" + (i + 1) + "\ns: a" + i
                        + " 1\ns: b" + i + " 1\n")
                .collect(Collectors.joining());
        Scenario scenario = Scenario.of(text + "s: p" + length + " 1\ninstall p0");
        Assertions.assertTimeout(
                PATIENCE, () -> assertThat(scenario.solved().packages()).hasSize(2 * length + 1));
    }

    /** As many packages as given, each in one of one hole fewer. */
    private static Scenario pigeons(int count) {
        StringBuilder text = new StringBuilder();
        for (int pigeon = 0; pigeon < count; pigeon++) {
            String self = "p" + pigeon;
            text.append("s: ").append(self).append(" 1; requires ");
            text.append(IntStream.range(1, count)
                    .mapToObj(hole -> self + "h" + hole)
                    .collect(Collectors.joining(" | ")));
            text.append('\n');
            for (int hole = 1; hole < count; hole++) {
                int here = hole;
                text.append("s: ").append(self).append('h').append(hole).append(" 1");
                String others = IntStream.range(0, pigeon)
                        .mapToObj(other -> "p" + other + "h" + here)
                        .collect(Collectors.joining(", "));
                text.append(others.isEmpty() ? "" : "; conflicts " + others).append('\n');
            }
        }
        return Scenario.of(text + "install "
                + IntStream.range(0, count).mapToObj(i -> "p" + i).collect(Collectors.joining(", ")));
    }
}
