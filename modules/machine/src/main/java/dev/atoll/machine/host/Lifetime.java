package dev.atoll.machine.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long a started process may live. */
public enum Lifetime {
    /** Ends when this JVM does, however it ends: a shell's child waits for the JVM's end of a pipe to close. */
    WITH_JVM,

    /** Goes on after this JVM has ended, in a session of its own, so that no terminal's Ctrl-C reaches it. */
    DETACHED;

    private static final String BOUND =
            "exec 3<&0; (read -r _ <&3; kill -TERM $$ 2>/dev/null) & exec \"$@\" 3<&- </dev/null";

    /**
     * Starts a program with both outputs appended to {@code log}. The process returned is the program itself, not a
     * parent of it.
     *
     * @throws MachineException if the program cannot be started
     */
    public Process start(List<String> command, Path log) {
        List<String> whole = new ArrayList<>(
                switch (this) {
                    case WITH_JVM -> List.of("sh", "-c", BOUND, "atoll-machine");
                    case DETACHED -> List.of("setsid");
                });
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (this == DETACHED) {
            builder.redirectInput(Path.of("/dev/null").toFile());
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new MachineException(
                    "program-failed", "cannot start " + command.getFirst() + ": " + e.getMessage(), e);
        }
    }
}
