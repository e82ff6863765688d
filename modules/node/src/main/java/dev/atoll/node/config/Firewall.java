package dev.atoll.node.config;

import dev.atoll.document.Default;
import dev.atoll.document.Doc;
import dev.atoll.document.Matches;
import dev.atoll.document.NotEmpty;
import dev.atoll.document.Range;
import dev.atoll.document.Unique;
import java.util.List;

/**
 * What may reach the node beside what the image lets in. Published ports of containers need no entry.
 *
 * @param allow what is let in
 */
public record Firewall(@Doc("what is let in") @Default("[]") List<Allow> allow) {
    public Firewall {
        allow = List.copyOf(allow);
    }

    /**
     * What is let in.
     *
     * @param ports of the node
     * @param protocol of transport
     * @param from networks it may come from; by default any
     */
    public record Allow(
            @Doc("ports of the node") @NotEmpty @Unique @Range(min = 1, max = 65_535)
            List<Integer> ports,

            @Doc("protocol of transport") @Default("tcp") Protocol protocol,

            @Doc("networks it may come from, by default any")
            @Default("[]")
            @Unique
            @Matches(value = Syntax.PREFIX, says = Syntax.PREFIX_SAYS)
            List<String> from) {
        public Allow {
            ports = List.copyOf(ports);
            from = List.copyOf(from);
            from.forEach(Addresses::prefix);
        }
    }

    /** A protocol of transport. */
    public enum Protocol {
        /** TCP. */
        TCP,
        /** UDP. */
        UDP
    }
}
