package dev.atoll.image.definition;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.NotEmpty;
import dev.atoll.document.Unique;
import java.util.List;

/**
 * A suite of an apt archive.
 *
 * @param name what the definition and the lock call it
 * @param debian the suite ({@code trixie}, {@code trixie-updates})
 * @param components its parts to read
 * @param security whether it lies in the security archive
 * @param keys OpenPGP certificates, any of which may vouch for it; files relative to the definition
 */
public record Source(
        @Doc("name of the source in this definition") @Matches(value = Syntax.ID, says = Syntax.ID_SAYS)
        String name,

        @Doc("suite of the Debian archive") @Matches(value = "[a-z0-9][a-z0-9.-]*", says = "the name of a suite")
        String debian,

        @Doc("components of the suite")
        @Default("[main]")
        @NotEmpty
        @Unique
        @Matches(value = "[a-z][a-z0-9-]*", says = "the name of a component, such as main")
        List<String> components,

        @Doc("whether the suite lies in the security archive") @Default("false")
        boolean security,

        @Doc("certificates that may vouch for the suite, relative to the definition")
        @NotEmpty
        @Unique
        @Matches(value = Syntax.RELATIVE, says = Syntax.RELATIVE_SAYS)
        List<String> keys) {
    public Source {
        components = List.copyOf(components);
        keys = List.copyOf(keys);
    }
}
