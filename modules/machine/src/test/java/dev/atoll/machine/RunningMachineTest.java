package dev.atoll.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.machine.host.HostProcess;
import dev.atoll.machine.host.MachineException;
import dev.atoll.machine.host.SocketDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningMachineTest {
    @TempDir
    private Path directory;

    @Test
    void whatWasSavedIsFoundAgain() throws IOException {
        RunningMachine machine = machine(self());
        machine.save();
        assertThat(RunningMachine.load(directory)).contains(machine);
        assertThat(machine.alive()).isTrue();
        assertThat(machine.port(22)).contains(2222);
        assertThat(machine.port(80)).isEmpty();
    }

    @Test
    void noFileMeansNoMachine() {
        assertThat(RunningMachine.load(directory.resolve("absent"))).isEmpty();
    }

    @Test
    void aNumberUsedAgainIsNotTheMachine() {
        HostProcess self = self();
        assertThat(new HostProcess(self.pid(), self.startTicks() + 1, self.bootId()).alive())
                .isFalse();
        assertThat(new HostProcess(self.pid(), self.startTicks(), "another boot").alive())
                .isFalse();
        assertThat(self.alive()).isTrue();
    }

    @Test
    void stoppingAStaleStateRemovesItAndHarmsNobody() throws IOException {
        HostProcess self = self();
        RunningMachine stale = machine(new HostProcess(self.pid(), self.startTicks() + 1, self.bootId()));
        stale.save();
        assertThat(stale.stop(Duration.ofSeconds(1))).isTrue();
        assertThat(RunningMachine.load(directory)).isEmpty();
        assertThat(stale.sockets()).doesNotExist();
        assertThat(self.alive()).isTrue();
    }

    @Test
    void stoppingEndsTheProcessByForceIfNothingElseHelps() throws IOException {
        Process deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; while :; do sleep 1; done").start();
        RunningMachine machine = machine(HostProcess.of(deaf.pid()).orElseThrow());
        machine.save();
        assertThat(machine.stop(Duration.ZERO)).isFalse();
        assertThat(deaf.onExit().join().isAlive()).isFalse();
        assertThat(RunningMachine.load(directory)).isEmpty();
    }

    @Test
    void damagedFilesAreRefusedAndNeverCrash() throws IOException {
        machine(self()).save();
        Path file = directory.resolve("machine.json");
        byte[] good = Files.readAllBytes(file);
        Random random = new Random(11);
        for (int i = 0; i < 500; i++) {
            byte[] bad = i < good.length ? Arrays.copyOf(good, i) : good.clone();
            if (i >= 100) {
                bad = good.clone();
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            Files.write(file, bad);
            try {
                RunningMachine.load(directory);
            } catch (MachineException e) {
                assertThat(e.code()).isEqualTo("state-damaged");
            }
        }
        for (String text : List.of("", "null", "{}", "[]", "{\"qemu\":null}")) {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> RunningMachine.load(directory))
                    .as(text)
                    .isInstanceOfSatisfying(
                            MachineException.class, e -> assertThat(e.code()).isEqualTo("state-damaged"));
        }
    }

    @Test
    void socketPathsStayShortEvenIfTheRuntimeDirectoryIsLong() throws IOException {
        Path deep = Files.createDirectories(directory.resolve("x".repeat(90)));
        SocketDirectory sockets = SocketDirectory.create(Map.of("XDG_RUNTIME_DIR", deep.toString()));
        try {
            assertThat(sockets.path()).hasParentRaw(Path.of("/tmp"));
            assertThat(sockets.socket("console").toString().length())
                    .isLessThanOrEqualTo(SocketDirectory.MAX_SOCKET_PATH_BYTES);
            assertThatThrownBy(() -> sockets.socket("y".repeat(100))).isInstanceOf(MachineException.class);
        } finally {
            sockets.delete();
        }
        assertThat(sockets.path()).doesNotExist();
    }

    private static HostProcess self() {
        return HostProcess.of(ProcessHandle.current().pid()).orElseThrow();
    }

    private RunningMachine machine(HostProcess qemu) throws IOException {
        return new RunningMachine(
                "node1",
                "tcg",
                qemu,
                List.of(),
                List.of(new PortForward(2222, 22)),
                directory,
                Files.createDirectories(directory.resolve("sockets")));
    }
}
