package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;

/**
 * A directory of the node. What is in it stays.
 *
 * @param path where it is made
 * @param mode permissions in octal
 * @param owner user, by name or number
 * @param group group, by name or number
 */
public record NodeDirectory(
        @Doc("where it is made, below /etc or /var") @Matches(value = Syntax.WRITABLE, says = Syntax.WRITABLE_SAYS)
        String path,

        @Doc("permissions in octal, such as \"0755\"")
        @Default("\"0755\"")
        @Matches(value = Syntax.MODE, says = Syntax.MODE_SAYS)
        String mode,

        @Doc("user who owns it") @Default("root") @Matches(value = Syntax.OWNER, says = Syntax.OWNER_SAYS)
        String owner,

        @Doc("group that owns it") @Default("root") @Matches(value = Syntax.OWNER, says = Syntax.OWNER_SAYS)
        String group) {}
