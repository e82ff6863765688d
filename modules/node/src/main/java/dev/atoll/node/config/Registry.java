package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.Unique;
import java.util.List;

/**
 * How a registry of container images is reached.
 *
 * @param name the registry, or a part of it, as images name it
 * @param mirrors asked before it, in this order
 * @param insecure whether it may be without TLS
 * @param blocked whether its images are refused
 */
public record Registry(
        @Doc("registry, or part of one, as images name it")
        @Matches(value = Syntax.REGISTRY, says = Syntax.REGISTRY_SAYS)
        String name,

        @Doc("mirrors asked before it")
        @Default("[]")
        @Unique
        @Matches(value = Syntax.REGISTRY, says = Syntax.REGISTRY_SAYS)
        List<String> mirrors,

        @Doc("whether it and its mirrors may be without TLS") @Default("false")
        boolean insecure,

        @Doc("whether its images are refused") @Default("false")
        boolean blocked) {
    public Registry {
        mirrors = List.copyOf(mirrors);
    }
}
