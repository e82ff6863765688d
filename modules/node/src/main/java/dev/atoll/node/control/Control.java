package dev.atoll.node.control;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.node.output.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code atollctl}. */
@Command(
        name = "atollctl",
        description = "Shows and changes what this node is.",
        mixinStandardHelpOptions = true,
        subcommands = {
            StatusCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            ConfirmCommand.class,
            RollbackCommand.class,
            DriftCommand.class,
            GenerationsCommand.class,
            ShowCommand.class,
            LogsCommand.class,
            SupportBundleCommand.class,
            RecoveryKeyCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  atollctl plan node.yaml             what it would change, and what each change costs",
            "  atollctl apply --try 5m node.yaml   change it, and back in five minutes unless confirmed",
            "  atollctl drift                      what was changed by hand",
            "",
            "Exit status: 0 done, 1 failed, 2 wrong usage."
        })
public final class Control implements Callable<Integer> {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces of failures.")
    private boolean debug;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Control control = new Control();
        CommandLine line = new CommandLine(control);
        line.setExecutionExceptionHandler((failure, _, _) -> control.show(failure));
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(Output.usage());
        return CommandLine.ExitCode.USAGE;
    }

    private int show(Exception failure) {
        switch (failure) {
            case InvalidDocumentException invalid ->
                invalid.problems().forEach(problem -> Output.problem(problem.render()));
            case UncheckedIOException unchecked ->
                Output.problem("error: " + unchecked.getMessage() + ": "
                        + (unchecked.getCause() == null
                                ? ""
                                : unchecked.getCause().getMessage()));
            case IOException io -> Output.problem("error: " + io.getClass().getSimpleName() + ": " + io.getMessage());
            default -> Output.problem("error: " + failure.getMessage());
        }
        if (debug) {
            Output.trace(failure);
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
