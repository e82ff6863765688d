package dev.atoll.node.foreign;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Problem;
import dev.atoll.document.Tree;
import dev.atoll.document.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Network configurations of cloud-init, versions 1 and 2, alone or in another document. */
final class CloudNetwork {
    private static final List<String> VERSIONED = List.of("config", "ethernets", "bonds", "bridges", "vlans");

    private CloudNetwork() {}

    /** Whether a document is one, with the key {@code network} around it or without. */
    static boolean isNetwork(Value root) {
        return root instanceof Value.Mapping mapping
                && (mapping.find("network").isPresent()
                        || VERSIONED.stream()
                                .anyMatch(key -> mapping.find(key).isPresent()
                                        && mapping.find("version")
                                                .filter(CloudNetwork::isVersion)
                                                .isPresent()));
    }

    private static boolean isVersion(Value value) {
        return value instanceof Value.Scalar scalar && List.of("1", "2").contains(scalar.text());
    }

    /** @throws InvalidDocumentException if the document is none */
    static void readAlone(Tree tree, Draft draft, Findings findings) {
        if (!isNetwork(tree.root())) {
            throw new InvalidDocumentException(List.of(Problem.at(
                    tree.root().place(),
                    "not-network",
                    "no network configuration of cloud-init: it has neither network: nor version:",
                    "user-data is the other file")));
        }
        read(tree.root(), draft, findings);
    }

    /** Reads a document that is one. */
    static void read(Value root, Draft draft, Findings findings) {
        Cursor.read(root, "", findings, UnaryOperator.identity(), top -> {
            Optional<Value> network = top.take("network");
            if (network.isPresent()) {
                readInside(network.get(), draft, findings);
            } else {
                version(top, draft, findings);
            }
        });
    }

    /** Reads the value of {@code network}. */
    static void readInside(Value network, Draft draft, Findings findings) {
        Cursor.read(network, "network", findings, UnaryOperator.identity(), it -> version(it, draft, findings));
    }

    private static void version(Cursor it, Draft draft, Findings findings) {
        String version = it.text("version").map(Text::text).orElse("");
        Interfaces interfaces = new Interfaces(findings);
        switch (version) {
            case "1" -> new CloudNetworkV1(interfaces, draft, findings).read(it);
            case "2" -> new CloudNetworkV2(interfaces, findings).read(it);
            default ->
                it.abandon(
                        it.has("config")
                                ? "the network is left to the cloud's data source"
                                : "versions 1 and 2 are read",
                        "write it below network: interfaces:");
        }
        interfaces.build().forEach(draft::networkInterface);
    }
}
