package dev.atoll.image.definition;

import dev.atoll.document.Default;
import java.util.List;

/**
 * What is asked of the repositories: the part of a definition that decides which packages are chosen, and nothing else.
 *
 * @param architecture of the machines the packages run on
 * @param sources where packages come from
 * @param packages which of them
 * @param build names of packages that a build reads and the image does not hold; nothing they depend on is chosen
 */
public record Selection(
        Architecture architecture,
        List<Source> sources,
        Packages packages,
        @Default("[]") List<String> build) {
    public Selection {
        sources = List.copyOf(sources);
        build = List.copyOf(build);
    }

    /** A selection of packages that are all installed. */
    public Selection(Architecture architecture, List<Source> sources, Packages packages) {
        this(architecture, sources, packages, List.of());
    }
}
