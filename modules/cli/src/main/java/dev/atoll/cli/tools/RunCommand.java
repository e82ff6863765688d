package dev.atoll.cli.tools;

import dev.atoll.cli.command.CommandException;
import dev.atoll.cli.command.Session;
import dev.atoll.cli.image.SourceOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atoll tools run}. */
@Command(
        name = "run",
        description = "Run one of the tools; its exit status is this command's.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  atoll tools run qemu-img info disk.raw",
            "  atoll tools run rpm -qp --requires a.rpm"
        })
public final class RunCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SourceOptions sources = new SourceOptions();

    @Parameters(paramLabel = "COMMAND", index = "0", description = "The tool; see: atoll tools list")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private String command;

    @Parameters(paramLabel = "ARGUMENT", index = "1..*", description = "The tool's arguments, handed on as they are.")
    private List<String> arguments = List.of();

    public RunCommand(Session session) {
        this.session = session;
    }

    /** What follows the tool's name is the tool's, options too. */
    @Spec
    void stopAtTheTool(CommandSpec spec) {
        spec.parser().stopAtPositional(true);
    }

    @Override
    public Integer call() throws IOException {
        List<String> words = new ArrayList<>();
        words.add(new Tools(session, sources).tree().program(command).toString());
        words.addAll(arguments);
        session.out().flush();
        Process process = new ProcessBuilder(words).inheritIO().start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new CommandException("interrupted while " + command + " ran", "");
        }
    }
}
