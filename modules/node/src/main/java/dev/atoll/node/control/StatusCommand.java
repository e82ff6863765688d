package dev.atoll.node.control;

import dev.atoll.node.agent.NodeState;
import dev.atoll.node.drift.Drift;
import dev.atoll.node.output.Output;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code atollctl status}. */
@Command(name = "status", description = "Show what this node is.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final JsonOption json = new JsonOption();

    @Override
    public Integer call() throws IOException {
        Node node = new Node();
        NodeState.Status status =
                new NodeState(node.paths).status(new Drift(node.etc).find().size());
        if (json.given()) {
            Output.json(status);
            return 0;
        }
        Output.result("generation: " + status.live().map(String::valueOf).orElse("none, the image alone")
                + (status.trying() ? " (being tried)" : ""));
        Output.result("changed by hand: " + status.drift() + (status.drift() > 0 ? ", see: atollctl drift" : ""));
        status.refused().ifPresent(it -> Output.result("the last configuration delivered was refused, from " + it));
        status.waiting().ifPresent(it -> Output.result("a configuration waits for the network, from " + it));
        status.disks().stream()
                .flatMap(it -> it.problem().or(it::waits).stream())
                .forEach(Output::result);
        return 0;
    }
}
