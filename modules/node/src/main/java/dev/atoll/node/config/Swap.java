package dev.atoll.node.config;

import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.Range;

/**
 * A file that memory is moved to.
 *
 * @param file made if it is missing
 * @param sizeMiB how large it is made
 */
public record Swap(
        @Doc("file, made if it is missing")
        @Matches(value = "/var(?:/[A-Za-z0-9_.][A-Za-z0-9_.-]*)+", says = "a path below /var of letters, digits, . _ -")
        String file,

        @Doc("size in MiB") @Range(min = 16, max = 1_048_576)
        int sizeMiB) {}
