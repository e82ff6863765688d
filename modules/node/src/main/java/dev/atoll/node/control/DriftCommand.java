package dev.atoll.node.control;

import dev.atoll.document.Documents;
import dev.atoll.node.drift.Drift;
import dev.atoll.node.output.Output;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atollctl drift}. */
@Command(
        name = "drift",
        description = "Show what was changed by hand, and will be gone after a reboot.",
        mixinStandardHelpOptions = true)
final class DriftCommand implements Callable<Integer> {
    @Mixin
    private final JsonOption json = new JsonOption();

    /** What {@code --json} prints. */
    record All(List<Drift.Difference> differences) {}

    @Override
    public Integer call() throws IOException {
        List<Drift.Difference> differences = new Drift(new Node().etc).find();
        if (json.given()) {
            Output.json(new All(differences));
            return 0;
        }
        if (differences.isEmpty()) {
            Output.result("no drift");
        }
        differences.forEach(it -> {
            Output.result(Documents.spelling(it.kind()) + " " + it.name());
            it.diff().stream().skip(2).forEach(line -> Output.result("    " + line));
        });
        return 0;
    }
}
