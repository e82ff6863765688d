package dev.atoll.cli.config;

import dev.atoll.node.check.ConfigText;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.fetch.Connections;
import dev.atoll.node.fetch.DirectSource;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How commands read node configurations with what they include. */
final class IncludeOption {
    @Option(names = "--offline", description = "Fetch nothing; what would have to be fetched is an error.")
    private boolean offline;

    /** Reads a file. */
    NodeConfig read(Path file) {
        DirectSource source = new DirectSource(offline ? Optional.empty() : Optional.of(Connections.ofProcess()));
        return NodeConfigReader.bind(ConfigText.of(file), source).value();
    }
}
