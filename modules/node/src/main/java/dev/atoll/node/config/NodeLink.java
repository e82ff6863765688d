package dev.atoll.node.config;

import dev.atoll.document.Doc;
import dev.atoll.document.Matches;

/**
 * A symbolic link of the node.
 *
 * @param path where it is made
 * @param target as written into it
 */
public record NodeLink(
        @Doc("where it is made, below /etc or /var") @Matches(value = Syntax.WRITABLE, says = Syntax.WRITABLE_SAYS)
        String path,

        @Doc("target of the link") @Matches(value = Syntax.TARGET, says = Syntax.TARGET_SAYS)
        String target) {}
