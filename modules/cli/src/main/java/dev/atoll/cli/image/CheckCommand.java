package dev.atoll.cli.image;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Outcome;
import dev.atoll.cli.command.Session;
import dev.atoll.document.Documents;
import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.DefinitionReader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code atoll image check}. */
@Command(
        name = "check",
        description = "Look for mistakes in a definition and show all of them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  atoll image check image.yaml",
            "  atoll image check --json image.yaml    the same for programs"
        })
public final class CheckCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Parameters(paramLabel = "DEFINITION", description = "The definition, a YAML file.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path definition;

    public CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Definition read = DefinitionReader.readAll(definition).getFirst();
        if (json.given()) {
            session.out().print(Documents.writeJson(Outcome.done()));
        } else {
            session.out()
                    .println(definition + ": " + read.image().name() + " "
                            + read.image().version() + " is valid");
        }
        return 0;
    }
}
