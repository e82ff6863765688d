package dev.atoll.image.definition;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.Range;
import java.util.Optional;

/**
 * Which offers of some packages are preferred, as apt_preferences(5) has it: where several versions are offered, the
 * one with the highest priority is taken, of these the newest. What has a priority below 0 is never taken.
 *
 * @param packages a package's name, {@code *} standing for any characters
 * @param source only offers of this source
 * @param version only these versions, {@code *} standing for any characters
 * @param priority their priority; offers without a pin have their source's
 */
public record Pin(
        @Doc("name of a package, * for any characters")
        @Matches(value = "[a-z0-9*][a-z0-9+.*-]*", says = "a package name, * standing for any characters")
        String packages,

        @Doc("only offers of this source") @Matches(value = Syntax.ID, says = Syntax.ID_SAYS)
        Optional<String> source,

        @Doc("only these versions, * for any characters")
        @Matches(value = "[A-Za-z0-9.+~:*-]+", says = "a version, * standing for any characters")
        Optional<String> version,

        @Doc("priority of these offers, below 0 for never") @Default("990") @Range(min = -1000, max = 1000)
        int priority) {
    public Pin {
        if (priority == 0) {
            throw new IllegalArgumentException("a pin of " + packages + " has priority 0, which means nothing");
        }
        if (source.isEmpty() && version.isEmpty() && priority >= 0) {
            throw new IllegalArgumentException(
                    "a pin of " + packages + " needs a source, a version, or a priority below 0");
        }
    }
}
