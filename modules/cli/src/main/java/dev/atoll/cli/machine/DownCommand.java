package dev.atoll.cli.machine;

import dev.atoll.cli.command.Session;
import dev.atoll.machine.RunningMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code atoll down}. */
@Command(
        name = "down",
        description = "Stop the machine that atoll up started, and remove its disk.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  atoll down", "  atoll down --now    pull the plug"})
public final class DownCommand implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofMinutes(2);

    private final Session session;

    @Option(names = "--now", description = "Do not ask the guest to shut down first.")
    private boolean now;

    public DownCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        MachineDirectory directory = MachineDirectory.of(session);
        Optional<RunningMachine> machine = RunningMachine.load(directory.run());
        if (machine.filter(RunningMachine::alive).isEmpty()) {
            session.out().println("no machine is up");
            machine.ifPresent(gone -> gone.stop(Duration.ZERO));
        } else {
            boolean orderly = machine.get().stop(now ? Duration.ZERO : GRACE);
            session.out().println(orderly ? "the machine has shut down" : "the machine was stopped");
        }
        Files.deleteIfExists(directory.disk());
        return 0;
    }
}
