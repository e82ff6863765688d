package dev.atoll.cli;

import dev.atoll.cli.command.Group;
import dev.atoll.cli.completion.CompletionCommand;
import dev.atoll.cli.config.ConfigGroup;
import dev.atoll.cli.image.ImageGroup;
import dev.atoll.cli.keys.KeysGroup;
import dev.atoll.cli.machine.DownCommand;
import dev.atoll.cli.machine.UpCommand;
import dev.atoll.cli.mirror.MirrorCommand;
import dev.atoll.cli.store.StoreGroup;
import dev.atoll.cli.tools.ToolsGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code atoll}. */
@Command(
        name = "atoll",
        description = "Composes, signs and boots Linux images with nothing but a JVM.",
        versionProvider = Version.class,
        mixinStandardHelpOptions = true,
        subcommands = {
            ImageGroup.class,
            ConfigGroup.class,
            StoreGroup.class,
            MirrorCommand.class,
            KeysGroup.class,
            UpCommand.class,
            DownCommand.class,
            ToolsGroup.class,
            CompletionCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  atoll up                         build Atoll Container Linux and boot it",
            "  atoll image check image.yaml     look for mistakes in a definition",
            "  source <(atoll completion bash)  complete words of this shell's lines",
            "",
            "Exit status: 0 done, 1 failed, 2 wrong usage, 130 interrupted."
        })
final class RootCommand extends Group {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces of failures.")
    private boolean debug;

    boolean debug() {
        return debug;
    }
}
