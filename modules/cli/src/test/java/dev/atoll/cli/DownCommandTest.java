package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownCommandTest {
    @TempDir
    private Path state;

    private Ran down() {
        return Ran.with(Map.of("XDG_STATE_HOME", state.toString()), false, "down");
    }

    @Test
    void withoutAMachineThereIsNothingToDo() {
        assertThat(down()).isEqualTo(new Ran(0, "no machine is up" + System.lineSeparator(), ""));
        assertThat(state).isEmptyDirectory();
    }

    @Test
    void aLeftOverDiskIsRemoved() throws IOException {
        Path disk = Files.createDirectories(state.resolve("atoll/up")).resolve("disk.raw");
        Files.writeString(disk, "disk");
        assertThat(down().status()).isZero();
        assertThat(disk).doesNotExist();
    }

    @Test
    void aDamagedStateFileIsNamed() throws IOException {
        Path run = Files.createDirectories(state.resolve("atoll/up/run"));
        Files.writeString(run.resolve("machine.json"), "{");
        Ran ran = down();
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).startsWith("error: ").contains("machine.json").doesNotContain("internal error");
    }
}
