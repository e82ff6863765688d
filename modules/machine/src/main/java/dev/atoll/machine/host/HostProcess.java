package dev.atoll.machine.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One process of this host, told apart from any later one with the same number.
 *
 * @param pid process number
 * @param startTicks start time in clock ticks since the host's boot ({@code proc_pid_stat(5)}, field 22)
 * @param bootId the boot it belongs to
 */
public record HostProcess(long pid, long startTicks, String bootId) {
    private static final Path PROC = Path.of("/proc");
    private static final int START_TIME = 22;
    private static final int STATE = 3;

    /** The process that has this number now; empty if none has. */
    public static Optional<HostProcess> of(long pid) {
        return stat(pid).map(fields -> new HostProcess(pid, Long.parseLong(fields[START_TIME - STATE]), currentBoot()));
    }

    /** The random name of the host's current boot. */
    public static String currentBoot() {
        try {
            return Files.readString(PROC.resolve("sys/kernel/random/boot_id"), StandardCharsets.US_ASCII)
                    .strip();
        } catch (IOException e) {
            throw new MachineException(
                    "host-unsupported", "cannot read the host's boot id; machines need a Linux host", e);
        }
    }

    /** Whether this very process still runs; a zombie does not. */
    public boolean alive() {
        return stat(pid)
                        .filter(fields -> !fields[0].equals("Z") && !fields[0].equals("X"))
                        .filter(fields -> Long.parseLong(fields[START_TIME - STATE]) == startTicks)
                        .isPresent()
                && currentBoot().equals(bootId);
    }

    /** Waits until the process has ended; false if it still runs after {@code limit}. */
    public boolean awaitEnd(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (alive()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Pause.of(Duration.ofMillis(20));
        }
        return true;
    }

    /** Ends the process if it is still this one: politely, and after {@code grace} by force. */
    public void end(Duration grace) {
        if (alive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
        if (!awaitEnd(grace) && alive()) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
            awaitEnd(Duration.ofSeconds(5));
        }
    }

    /** Fields of {@code /proc/PID/stat} from the third (state) on; the second may hold anything, so it is skipped. */
    private static Optional<String[]> stat(long pid) {
        try {
            String text =
                    Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1);
            return Optional.of(text.substring(text.lastIndexOf(')') + 1).strip().split(" ", -1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
