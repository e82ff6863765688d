package dev.atoll.image.definition;

import java.util.List;

/**
 * What is asked of the repositories: the part of a definition that decides which packages are chosen, and nothing else.
 *
 * @param architecture of the machines the packages run on
 * @param sources where packages come from
 * @param packages which of them
 */
public record Selection(Architecture architecture, List<Source> sources, Packages packages) {
    public Selection {
        sources = List.copyOf(sources);
    }
}
