package dev.atoll.cli.image;

import dev.atoll.cli.command.Session;
import dev.atoll.image.definition.DefinitionSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code atoll image schema}. */
@Command(
        name = "schema",
        description = "Print the JSON Schema of definitions, for editors.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  atoll image schema > image.schema.json",
            "      then, as the first line of a definition:",
            "      # yaml-language-server: $schema=image.schema.json"
        })
public final class SchemaCommand implements Callable<Integer> {
    private final Session session;

    public SchemaCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.out().print(DefinitionSchema.text());
        return 0;
    }
}
