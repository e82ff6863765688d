package dev.atoll.cli.image;

import dev.atoll.cli.command.Group;
import picocli.CommandLine.Command;

/** {@code atoll image}. */
@Command(
        name = "image",
        description = "Work on image definitions and images.",
        mixinStandardHelpOptions = true,
        subcommands = {
            CheckCommand.class,
            PlanCommand.class,
            LockCommand.class,
            BuildCommand.class,
            InspectCommand.class,
            DiffCommand.class,
            SizeCommand.class,
            SbomCommand.class,
            SchemaCommand.class
        },
        synopsisSubcommandLabel = "COMMAND")
public final class ImageGroup extends Group {}
