package dev.atoll.cli.config;

import dev.atoll.cli.command.Session;
import dev.atoll.node.check.NodeConfigReader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code atoll config schema}. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of node configurations, for editors.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  atoll config schema > node.schema.json",
            "      then, as the first line of a configuration:",
            "      # yaml-language-server: $schema=node.schema.json"
        })
public final class SchemaCommand implements Callable<Integer> {
    private final Session session;

    public SchemaCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.out().print(NodeConfigReader.schema());
        return 0;
    }
}
