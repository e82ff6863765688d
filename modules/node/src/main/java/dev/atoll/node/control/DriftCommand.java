package dev.atoll.node.control;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.node.change.ChangePlan;
import dev.atoll.node.change.Step;
import dev.atoll.node.check.ConfigText;
import dev.atoll.node.drift.Adoption;
import dev.atoll.node.drift.Drift;
import dev.atoll.node.drift.DriftReport;
import dev.atoll.node.foreign.NodeYaml;
import dev.atoll.node.generation.Applier;
import dev.atoll.node.generation.Request;
import dev.atoll.node.output.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code atollctl drift}. */
@Command(
        name = "drift",
        description = "Show what was changed by hand, and will be gone after a reboot.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "It is looked for twice a minute too, and what is new is told in the journal: journalctl -u atoll-drift.",
            "Of files that not everybody may read, only names are told."
        })
final class DriftCommand implements Callable<Integer> {
    @Mixin
    private final JsonOption json = new JsonOption();

    @ArgGroup
    private final Action action = new Action();

    /** What to do with it; at most one. */
    static final class Action {
        @Option(names = "--adopt", description = "Write it into the configuration, as a new generation.")
        private boolean adopt;

        @Option(names = "--revert", description = "Take it back.")
        private boolean revert;

        @Option(names = "--watch", hidden = true, description = "Tell what is new in the journal, and keep it.")
        private boolean watch;
    }

    /**
     * What {@code --json} prints.
     *
     * @param differences those that are there, or were
     * @param changes what {@code --adopt} and {@code --revert} did
     * @param left what could not be adopted, with the reason
     */
    record All(List<Drift.Difference> differences, List<PlannedChange> changes, List<Left> left) {}

    /** A difference that stays. */
    record Left(String name, String reason) {}

    @Override
    public Integer call() throws IOException {
        Node node = new Node();
        List<Drift.Difference> differences = new Drift(node.etc).find();
        if (action.watch) {
            watch(node.paths.run().resolve("drift.json"), differences);
            return 0;
        }
        All all = action.adopt
                ? adopt(node, differences)
                : action.revert ? revert(node, differences) : new All(differences, List.of(), List.of());
        if (json.given()) {
            Output.json(all);
        } else {
            show(all);
        }
        return all.left().isEmpty() ? 0 : 1;
    }

    private void show(All all) {
        if (all.differences().isEmpty()) {
            Output.result("no drift");
            return;
        }
        if (action.adopt || action.revert) {
            PlannedChange.print(all.changes());
            all.left().forEach(it -> Output.problem("not adopted: " + it.name() + ": " + it.reason()));
            return;
        }
        all.differences().forEach(it -> Output.result(words(it)));
    }

    private static String words(Drift.Difference difference) {
        StringBuilder words = new StringBuilder(Documents.spelling(difference.kind()) + " " + difference.name());
        difference.diff().stream()
                .skip(2)
                .forEach(line -> words.append("\n    ").append(line));
        return words.toString();
    }

    private static All revert(Node node, List<Drift.Difference> differences) throws IOException {
        List<Step> variables = differences.stream().allMatch(it -> it.path().isPresent())
                ? List.of()
                : List.of(new Step.ApplySysctl());
        ChangePlan plan = node.applier()
                .revert(differences.stream().flatMap(it -> it.path().stream()).toList(), variables);
        return new All(differences, PlannedChange.of(plan), List.of());
    }

    private static All adopt(Node node, List<Drift.Difference> differences) throws IOException {
        Adoption adoption = new Adoption(node.config(), node.paths.root());
        List<Left> left = new ArrayList<>();
        for (Drift.Difference difference : differences) {
            adoption.adopt(difference).ifPresent(reason -> left.add(new Left(difference.name(), reason)));
        }
        if (left.size() == differences.size()) {
            return new All(differences, List.of(), left);
        }
        ConfigText text =
                ConfigText.of("node.yaml", NodeYaml.write(adoption.config()).getBytes(StandardCharsets.UTF_8));
        Applier.Applied applied = node.applier().apply(Request.of(text, "adopted drift"), true);
        return new All(differences, PlannedChange.of(applied.plan()), left);
    }

    private static void watch(Path file, List<Drift.Difference> differences) throws IOException {
        DriftReport report = new DriftReport(Instant.now().toEpochMilli(), differences);
        report.beyond(last(file)).forEach(it -> Output.warning("changed by hand: " + words(it)));
        Documents.writeJson(file, report);
    }

    private static DriftReport last(Path file) {
        try {
            return Files.exists(file) ? Documents.read(file, DriftReport.class) : new DriftReport(0, List.of());
        } catch (InvalidDocumentException e) {
            return new DriftReport(0, List.of()); // of another version
        }
    }
}
