package dev.atoll.cli;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Session;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The command line as a function: arguments in, exit status out. */
public final class Atoll {
    /** Interrupted by the user, as shells count it: 128 and the signal's number. */
    static final int INTERRUPTED = 130;

    private final Session session;
    private final Interruption interruption;

    Atoll(Session session, Interruption interruption) {
        this.session = session;
        this.interruption = interruption;
    }

    /** Runs a command; never throws. */
    int run(String... arguments) {
        RootCommand root = new RootCommand();
        CommandLine line = new CommandLine(root, new Commands(session))
                .setOut(session.rawOut())
                .setErr(session.rawErr())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        session.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(false)
                .setParameterExceptionHandler(this::misused)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, parsed, root.debug()));
        int status;
        try {
            status = line.execute(arguments);
        } catch (Error failure) {
            new Failures(session).show(failure, false, root.debug());
            status = CommandLine.ExitCode.SOFTWARE;
        }
        session.out().flush();
        session.err().flush();
        return interruption.requested() ? INTERRUPTED : status;
    }

    private int failed(Exception failure, ParseResult parsed, boolean debug) {
        if (interruption.requested()) {
            session.err().println("interrupted");
            if (debug) {
                failure.printStackTrace(session.err());
            }
            return INTERRUPTED;
        }
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        boolean json = last.hasMatchedOption(JsonOption.NAME);
        new Failures(session).show(failure, json, debug);
        return CommandLine.ExitCode.SOFTWARE;
    }

    private int misused(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        session.err().println("error: " + failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, session.err());
        if (command.getSubcommands().isEmpty()) {
            command.usage(session.rawErr());
        } else {
            session.err().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return CommandLine.ExitCode.USAGE;
    }

    /** Makes commands, giving the session to those that ask for it. */
    private record Commands(Session session) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Session.class) {
                    return type.cast(constructor.newInstance(session));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
