package dev.atoll.cli.config;

import dev.atoll.cli.command.JsonOption;
import dev.atoll.cli.command.Outcome;
import dev.atoll.cli.command.Session;
import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code atoll config validate}. */
@Command(
        name = "validate",
        description = "Look for mistakes in node configurations and show all of them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  atoll config validate node.yaml",
            "  atoll config validate nodes/*.yaml",
            "  atoll config validate --json node.yaml    the same for programs"
        })
public final class ValidateCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final JsonOption json = new JsonOption();

    @Mixin
    private final IncludeOption includes = new IncludeOption();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Node configurations, YAML files.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private List<Path> files;

    public ValidateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Problem> problems = new ArrayList<>();
        List<Path> valid = new ArrayList<>();
        for (Path file : files) {
            try {
                includes.read(file);
                valid.add(file);
            } catch (InvalidDocumentException e) {
                problems.addAll(e.problems());
            }
        }
        if (!json.given()) {
            valid.forEach(file -> session.out().println(file + ": valid"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidDocumentException(problems);
        }
        if (json.given()) {
            session.out().print(Documents.writeJson(Outcome.done()));
        }
        return 0;
    }
}
