package dev.atoll.cli.completion;

import dev.atoll.cli.command.Session;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code atoll completion}. */
@Command(
        name = "completion",
        description = "Print a script that completes atoll's commands and options.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  source <(atoll completion bash)    in ~/.bashrc",
            "  source <(atoll completion zsh)     in ~/.zshrc"
        })
public final class CompletionCommand implements Callable<Integer> {
    /** Shells that scripts are made for. */
    enum Shell {
        BASH,
        ZSH
    }

    private final Session session;

    @Parameters(paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    public CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String script = AutoComplete.bash("atoll", spec.root().commandLine());
        if (shell == Shell.ZSH) {
            // zsh runs bash's script through its own emulation, which its completion system must be ready for.
            session.out().print("autoload -U +X compinit && compinit -u\n");
        }
        session.out().print(script.replace(System.lineSeparator(), "\n"));
        return 0;
    }
}
