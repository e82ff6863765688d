package dev.atoll.cli.keys;

import dev.atoll.cli.command.Group;
import picocli.CommandLine.Command;

/** {@code atoll keys}. */
@Command(
        name = "keys",
        description = "Work on signing keys.",
        mixinStandardHelpOptions = true,
        subcommands = {CreateCommand.class, ArchiveCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class KeysGroup extends Group {}
