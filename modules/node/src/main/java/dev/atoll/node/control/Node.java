package dev.atoll.node.control;

import dev.atoll.node.Machine;
import dev.atoll.node.check.ConfigText;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.fetch.Connections;
import dev.atoll.node.generation.Applier;
import dev.atoll.node.generation.EtcSwitch;
import dev.atoll.node.generation.Generations;
import dev.atoll.node.generation.NodePaths;
import dev.atoll.node.report.NodeReport;
import dev.atoll.node.report.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The machine that a command runs on. */
final class Node {
    final NodePaths paths = NodePaths.ofMachine();
    final Machine machine = new Machine(paths);
    final Generations generations = new Generations(paths);
    final EtcSwitch etc = new EtcSwitch(paths);

    /** What is in place; an empty one where the image alone is. */
    NodeConfig config() throws IOException {
        Optional<Integer> live = etc.live();
        return live.isPresent()
                ? NodeConfigReader.read("node.yaml", Files.readAllBytes(text(live.get())))
                : NodeConfigReader.read("node.yaml", "node: 1\n".getBytes(StandardCharsets.UTF_8));
    }

    /** The configuration of a generation. */
    Path text(int number) {
        return generations.folder(number).resolve("node.yaml");
    }

    Applier applier() throws IOException {
        return machine.applier(machine.supplies(Optional.of(Connections.ofMachine())));
    }

    /** Tells how a change ended. */
    void tell(Outcome outcome, Optional<ConfigText> failed) throws IOException {
        machine.tell(machine.reports().report(NodeReport.Event.APPLY, outcome, etc.live()), failed);
    }
}
