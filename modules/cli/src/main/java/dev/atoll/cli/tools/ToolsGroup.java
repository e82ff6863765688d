package dev.atoll.cli.tools;

import dev.atoll.cli.command.Group;
import picocli.CommandLine.Command;

/** {@code atoll tools}. */
@Command(
        name = "tools",
        description = "Reference tools and emulators, pinned, from a directory of their own; no root needed.",
        mixinStandardHelpOptions = true,
        subcommands = {RunCommand.class, PathCommand.class, ListCommand.class, LockCommand.class},
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The first use fetches about 120 MiB and keeps the tools in the user's cache.",
            "",
            "Examples:",
            "  atoll tools run fsck.erofs root.erofs",
            "  PATH=$(atoll tools path):$PATH    use them in this shell"
        })
public final class ToolsGroup extends Group {}
