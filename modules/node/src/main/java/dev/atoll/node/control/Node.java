package dev.atoll.node.control;

import dev.atoll.node.delivery.Secrets;
import dev.atoll.node.generation.Applier;
import dev.atoll.node.generation.EtcSwitch;
import dev.atoll.node.generation.Generations;
import dev.atoll.node.generation.NodePaths;
import java.nio.file.Path;
import java.time.InstantSource;

/** The machine that a command runs on. */
final class Node {
    final NodePaths paths = NodePaths.ofMachine();
    final Generations generations = new Generations(paths);
    final EtcSwitch etc = new EtcSwitch(paths);

    Applier applier() {
        Path fetched = paths.state().resolve("fetched");
        return new Applier(paths, new Secrets(), fetched::resolve, InstantSource.system());
    }
}
