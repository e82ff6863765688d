package dev.atoll.node.control;

import dev.atoll.node.check.ConfigText;
import dev.atoll.node.generation.Applier;
import dev.atoll.node.generation.Request;
import dev.atoll.node.output.Output;
import dev.atoll.node.report.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code atollctl apply}. */
@Command(
        name = "apply",
        description = "Make this node what a configuration says.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It runs as a unit of its own, so it goes on when the connection is lost. With --try the old generation",
            "comes back after the time, and at each reboot before, unless 'atollctl confirm' keeps the new one."
        })
final class ApplyCommand implements Callable<Integer> {
    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--try",
            paramLabel = "TIME",
            description = "Go back after a time such as 30s, 5m or 1h unless confirmed.")
    private Optional<String> limit = Optional.empty();

    @Option(names = "--here", hidden = true, description = "In this process.")
    private boolean here;

    @Parameters(paramLabel = "FILE", description = "A node configuration.")
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private Path file;

    /** What {@code --json} prints. */
    record Done(int generation, List<PlannedChange> changes, boolean confirmed) {}

    @Override
    public Integer call() throws IOException {
        Optional<Duration> time = limit.map(Units::time);
        if (!here) {
            List<String> words = new ArrayList<>(List.of("apply", "--here"));
            limit.ifPresent(it -> words.addAll(List.of("--try", it)));
            if (json.given()) {
                words.add("--json");
            }
            words.add(file.toAbsolutePath().toString());
            return Units.run("atoll-apply-" + ProcessHandle.current().pid(), words);
        }
        Node node = new Node();
        // Before anything changes: whatever happens to this process, the way back is there.
        time.ifPresent(it -> Units.later("atoll-try", it, List.of("rollback", "--unconfirmed")));
        Applier.Applied applied;
        ConfigText text = ConfigText.of(file);
        try {
            applied = node.applier().apply(Request.of(text, "atollctl"), time.isEmpty());
        } catch (IOException | RuntimeException e) {
            time.ifPresent(_ -> Units.cancel("atoll-try"));
            node.tell(Outcome.of(e), Optional.of(text));
            throw e;
        }
        node.tell(Outcome.SUCCESS, Optional.empty());
        List<PlannedChange> changes = PlannedChange.of(applied.plan());
        if (json.given()) {
            Output.json(new Done(applied.generation(), changes, time.isEmpty()));
        } else {
            PlannedChange.print(changes);
            Output.result("generation " + applied.generation()
                    + limit.map(it -> ", for " + it + " unless confirmed").orElse(""));
        }
        return 0;
    }
}
