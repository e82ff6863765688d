package dev.atoll.node.control;

import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.DataDisk;
import dev.atoll.node.delivery.Secrets;
import dev.atoll.node.disk.DiskRecord;
import dev.atoll.node.disk.DiskSetup;
import dev.atoll.node.generation.Applier;
import dev.atoll.node.generation.EtcSwitch;
import dev.atoll.node.generation.Generations;
import dev.atoll.node.generation.NodePaths;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The machine that a command runs on. */
final class Node {
    final NodePaths paths = NodePaths.ofMachine();
    final Generations generations = new Generations(paths);
    final EtcSwitch etc = new EtcSwitch(paths);

    Applier applier() {
        Path fetched = paths.state().resolve("fetched");
        return new Applier(paths, new Secrets(), fetched::resolve, InstantSource.system());
    }

    /** What the generation in place says of disks; nothing, if the image alone is. */
    List<DataDisk> configuredDisks() throws IOException {
        Optional<Integer> live = etc.live();
        return live.isPresent()
                ? NodeConfigReader.read(generations.folder(live.get()).resolve("node.yaml"))
                        .disks()
                : List.of();
    }

    /** What became of the disks that are configured now. */
    List<DiskRecord> disks() throws IOException {
        List<String> names = configuredDisks().stream().map(DataDisk::name).toList();
        return DiskRecord.all(DiskSetup.RECORDS).stream()
                .filter(it -> names.contains(it.disk()))
                .toList();
    }
}
