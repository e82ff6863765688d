package dev.atoll.cli.command;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that only holds others: without one of them it says what there is, as wrong usage. */
public class Group implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    @Override
    public final Integer call() {
        CommandLine command = spec.commandLine();
        command.usage(command.getErr());
        return CommandLine.ExitCode.USAGE;
    }
}
