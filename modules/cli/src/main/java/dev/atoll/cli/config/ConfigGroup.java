package dev.atoll.cli.config;

import dev.atoll.cli.command.Group;
import picocli.CommandLine.Command;

/** {@code atoll config}. */
@Command(
        name = "config",
        description = "Work on node configurations.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ValidateCommand.class,
            RenderCommand.class,
            DiffCommand.class,
            ImportCommand.class,
            SchemaCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class ConfigGroup extends Group {}
