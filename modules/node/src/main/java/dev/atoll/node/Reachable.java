package dev.atoll.node;

import dev.atoll.document.Documents;
import dev.atoll.document.Value;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.foreign.NodeYaml;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The part of a configuration that makes a node reach others, and be reached: all else may have to be fetched first. */
final class Reachable {
    private static final Set<String> KEYS =
            Set.of("node", "report", "hostname", "groups", "users", "network", "firewall", "time", "caCertificates");

    private Reachable() {}

    /** That part as a configuration; empty if it says nothing. */
    static Optional<String> of(NodeConfig config) {
        Value.Mapping tree = Documents.tree(config);
        List<Value.Entry> entries =
                tree.entries().stream().filter(it -> KEYS.contains(it.key())).toList();
        return entries.size() < 2
                ? Optional.empty()
                : Optional.of(NodeYaml.write(Value.Mapping.of(entries, tree.place())));
    }
}
