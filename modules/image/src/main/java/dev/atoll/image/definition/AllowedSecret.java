package dev.atoll.image.definition;

import dev.atoll.document.Doc;
import dev.atoll.document.Matches;

/**
 * A file that looks like a secret and is none.
 *
 * @param path of the file, or of a directory for all below it
 * @param because why everyone may read it
 */
public record AllowedSecret(
        @Doc("absolute path of the file, or of a directory for all below it")
        @Matches(value = Syntax.ABSOLUTE, says = Syntax.ABSOLUTE_SAYS)
        String path,

        @Doc("why everyone may read it") @Matches(value = "[^\\x00-\\x1f\\x7f]{10,}", says = "a reason on one line")
        String because) {}
