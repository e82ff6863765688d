package dev.atoll.node.control;

import dev.atoll.document.Documents;
import dev.atoll.node.disk.DiskRecord;
import dev.atoll.node.drift.Drift;
import dev.atoll.node.generation.Generation;
import dev.atoll.node.output.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atollctl status}. */
@Command(name = "status", description = "Show what this node is.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final JsonOption json = new JsonOption();

    /** What {@code --json} prints. */
    record Status(
            Optional<Integer> live,
            Optional<Integer> chosen,
            boolean trying,
            int drift,
            Optional<String> refused,
            List<DiskRecord> disks) {}

    /** The part of the record of deliveries that is shown. */
    record Delivery(String digest, String source, Optional<String> failure) {}

    @Override
    public Integer call() throws IOException {
        Node node = new Node();
        Optional<Integer> chosen = node.generations.current().map(Generation::number);
        Optional<Integer> live = node.etc.live();
        Path record = node.paths.state().resolve("delivery.json");
        Optional<String> refused =
                Files.exists(record) ? Documents.read(record, Delivery.class).failure() : Optional.empty();
        Status status = new Status(
                live, chosen, !live.equals(chosen), new Drift(node.etc).find().size(), refused, node.disks());
        if (json.given()) {
            Output.json(status);
            return 0;
        }
        Output.result("generation: " + live.map(String::valueOf).orElse("none, the image alone")
                + (status.trying() ? " (being tried)" : ""));
        Output.result("changed by hand: " + status.drift() + (status.drift() > 0 ? ", see: atollctl drift" : ""));
        refused.ifPresent(it -> Output.result("the last configuration delivered was refused:\n" + it));
        status.disks().stream()
                .flatMap(it -> it.problem().or(it::waits).stream())
                .forEach(Output::result);
        return 0;
    }
}
