package dev.atoll.node.config;

import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.Range;
import java.util.Optional;

/**
 * A group of the node's own.
 *
 * @param name of the group
 * @param id of the group; by default the node chooses one and keeps it
 */
public record Group(
        @Doc("name of the group") @Matches(value = Syntax.ACCOUNT, says = Syntax.ACCOUNT_SAYS)
        String name,

        @Doc("id, by default chosen by the node and kept") @Range(min = 1000, max = 59_999)
        Optional<Integer> id) {}
