package dev.atoll.cli.store;

import dev.atoll.cli.command.Group;
import picocli.CommandLine.Command;

/** {@code atoll store}. */
@Command(
        name = "store",
        description = "Look after the store of packages.",
        mixinStandardHelpOptions = true,
        subcommands = {InfoCommand.class, VerifyCommand.class, GcCommand.class},
        synopsisSubcommandLabel = "COMMAND")
public final class StoreGroup extends Group {}
