package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TrainingTest {
    @Test
    void everyCommandOfTheTrainingSucceeds() {
        assertThat(Training.run(Path.of("../../distro"))).isEmpty();
    }
}
