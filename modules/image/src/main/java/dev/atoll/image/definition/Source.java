package dev.atoll.image.definition;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.NotEmpty;
import dev.atoll.document.Range;
import dev.atoll.document.RelativeFile;
import dev.atoll.document.Unique;
import java.util.List;
import java.util.Optional;

/**
 * A suite of an apt archive.
 *
 * @param name what the definition and the lock call it
 * @param debian the suite of Debian's archive ({@code trixie}, {@code trixie-updates})
 * @param url root of another archive, instead of Debian's
 * @param suite the suite of that archive
 * @param components its parts to read
 * @param security whether it lies in the security archive
 * @param priority wins over newer versions of sources with a lower one
 * @param keys OpenPGP certificates, any of which may vouch for it; files relative to the definition
 */
public record Source(
        @Doc("name of the source in this definition") @Matches(value = Syntax.ID, says = Syntax.ID_SAYS)
        String name,

        @Doc("suite of the Debian archive") @Matches(value = "[a-z0-9][a-z0-9.-]*", says = "the name of a suite")
        Optional<String> debian,

        @Doc("root of another archive")
        @Matches(value = "(?:https?|file)://[!-~]+", says = "an http, https or file URL")
        Optional<String> url,

        @Doc("suite of the other archive") @Matches(value = "[A-Za-z0-9][A-Za-z0-9.-]*", says = "the name of a suite")
        Optional<String> suite,

        @Doc("components of the suite")
        @Default("[main]")
        @NotEmpty
        @Unique
        @Matches(value = "[a-z][a-z0-9-]*", says = "the name of a component, such as main")
        List<String> components,

        @Doc("whether the suite lies in the security archive") @Default("false")
        boolean security,

        @Doc("priority of its packages: the highest wins, then the newest version")
        @Default("500")
        @Range(min = 1, max = 1000)
        int priority,

        @Doc("certificates that may vouch for the suite, relative to the definition")
        @NotEmpty
        @Unique
        @RelativeFile
        @Matches(value = Syntax.RELATIVE, says = Syntax.RELATIVE_SAYS)
        List<String> keys) {
    public Source {
        components = List.copyOf(components);
        keys = List.copyOf(keys);
        if (debian.isPresent() == url.isPresent() || url.isPresent() != suite.isPresent()) {
            throw new IllegalArgumentException(
                    "source " + name + " needs either debian: SUITE, or url: and suite: of another archive");
        }
        if (security && debian.isEmpty()) {
            throw new IllegalArgumentException("source " + name + ": only Debian has a security archive of its own");
        }
    }

    /** The same source, vouched for by others. */
    public Source withKeys(List<String> newKeys) {
        return new Source(name, debian, url, suite, components, security, priority, newKeys);
    }

    /** The suite, of whichever archive. */
    public String suiteName() {
        return debian.or(() -> suite).orElseThrow();
    }
}
