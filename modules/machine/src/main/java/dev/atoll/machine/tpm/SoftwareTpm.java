package dev.atoll.machine.tpm;

import dev.atoll.machine.host.Lifetime;
import dev.atoll.machine.host.LogTail;
import dev.atoll.machine.host.MachineException;
import dev.atoll.machine.host.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A TPM 2.0 emulator waiting for QEMU.
 *
 * @param program {@code swtpm}
 * @param state directory of its state, kept between starts
 * @param socket where QEMU finds it
 */
public record SoftwareTpm(Path program, Path state, Path socket) {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);

    /** The command line; {@code --terminate} ends the emulator with QEMU's connection. */
    List<String> command() {
        return List.of(
                program.toString(),
                "socket",
                "--tpm2",
                "--tpmstate",
                "dir=" + state.toAbsolutePath(),
                "--ctrl",
                "type=unixio,path=" + socket,
                "--terminate");
    }

    /**
     * Starts it and waits for its socket.
     *
     * @throws MachineException with the emulator's own words if it ends or stays silent for 20 s
     */
    public Process start(Lifetime lifetime, Path log) {
        try {
            Files.createDirectories(state);
        } catch (IOException e) {
            throw new MachineException("tpm-failed", "cannot make the TPM's directory " + state, e);
        }
        Process process = lifetime.start(command(), log);
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!Files.exists(socket)) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                process.destroyForcibly();
                throw new MachineException("tpm-failed", "swtpm did not start: " + LogTail.of(log));
            }
            Pause.of(Duration.ofMillis(10));
        }
        return process;
    }
}
