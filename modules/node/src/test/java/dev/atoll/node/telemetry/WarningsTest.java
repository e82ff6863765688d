package dev.atoll.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarningsTest {
    private Instant now = Instant.EPOCH;

    @Test
    void oneOfAKindInAWhileAndTheNumberOfTheRest() {
        List<String> told = new ArrayList<>();
        Warnings warnings = new Warnings(() -> now, Duration.ofMinutes(5), told::add);
        for (int i = 0; i < 10; i++) {
            warnings.warn(Warnings.Kind.LINE, "a line");
        }
        warnings.warn(Warnings.Kind.FULL, "full");
        now = now.plusSeconds(300);
        warnings.warn(Warnings.Kind.LINE, "a line");
        assertThat(told)
                .containsExactly(
                        "telemetry: a line",
                        "telemetry: full",
                        "telemetry: a line (9 warnings like this were held back)");
    }
}
