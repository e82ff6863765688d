package dev.atoll.node.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastDeliveryTest {
    @TempDir
    private Path folder;

    @Test
    void whatWaitsIsNotTaken() throws IOException {
        assertThat(LastDelivery.read(folder)).isEmpty();
        LastDelivery waiting = new LastDelivery("ab", "volume CIDATA", Optional.of("no network"), true);
        waiting.write(folder);
        assertThat(LastDelivery.read(folder)).contains(waiting);
        assertThat(folder.resolve("taken")).doesNotExist();
        new LastDelivery("ab", "volume CIDATA", Optional.empty(), false).write(folder);
        assertThat(folder.resolve("taken")).hasContent("ab\n");
        waiting.write(folder);
        assertThat(folder.resolve("taken")).doesNotExist();
    }
}
