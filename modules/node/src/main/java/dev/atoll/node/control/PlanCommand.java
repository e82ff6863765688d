package dev.atoll.node.control;

import dev.atoll.node.check.ConfigText;
import dev.atoll.node.generation.Request;
import dev.atoll.node.output.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code atollctl plan}. */
@Command(
        name = "plan",
        description = "Show what a configuration would change, and what each change costs. Changes nothing.",
        mixinStandardHelpOptions = true)
final class PlanCommand implements Callable<Integer> {
    @Mixin
    private final JsonOption json = new JsonOption();

    @Parameters(paramLabel = "FILE", description = "A node configuration.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    /** What {@code --json} prints. */
    record Planned(List<PlannedChange> changes) {}

    @Override
    public Integer call() throws IOException {
        List<PlannedChange> changes =
                PlannedChange.of(new Node().applier().plan(Request.of(ConfigText.of(file), "atollctl")));
        if (json.given()) {
            Output.json(new Planned(changes));
        } else {
            PlannedChange.print(changes);
        }
        return 0;
    }
}
