package dev.atoll.node.agent;

import dev.atoll.document.Documents;
import dev.atoll.node.delivery.LastDelivery;
import dev.atoll.node.disk.DiskRecord;
import dev.atoll.node.drift.DriftReport;
import dev.atoll.node.generation.EtcSwitch;
import dev.atoll.node.generation.Generation;
import dev.atoll.node.generation.Generations;
import dev.atoll.node.generation.NodePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a node is, as far as somebody sees it who may change nothing. Reads the machine's files anew at each question.
 *
 * @param paths of the machine
 */
public record NodeState(NodePaths paths) {
    /**
     * What {@code atollctl status} tells.
     *
     * @param live the generation in place; empty if the image alone is
     * @param chosen the one that the next boot has
     * @param trying whether another than the chosen one is in place
     * @param drift how much was changed by hand
     * @param refused why the last configuration that was delivered was not taken, and where it came from
     * @param waiting what it waits for, if it is still to be taken
     * @param disks what became of the data disks
     */
    public record Status(
            Optional<Integer> live,
            Optional<Integer> chosen,
            boolean trying,
            int drift,
            Optional<String> refused,
            Optional<String> waiting,
            List<DiskRecord> disks) {
        public Status {
            disks = List.copyOf(disks);
        }
    }

    /** All generations that are kept. */
    public record All(List<Generation> generations) {
        public All {
            generations = List.copyOf(generations);
        }
    }

    /** What the node is now; drift as of the last check. */
    public Status status() throws IOException {
        return status(drift().differences().size());
    }

    /** What the node is now, with drift that was counted by somebody else. */
    public Status status(int drift) throws IOException {
        Optional<Integer> live = new EtcSwitch(paths).live();
        Optional<Integer> chosen = new Generations(paths).current().map(Generation::number);
        Optional<LastDelivery> last = LastDelivery.read(paths.state());
        Optional<String> failure = last.flatMap(it -> it.failure().map(why -> it.source() + ":\n" + why));
        boolean waiting = last.map(LastDelivery::waiting).orElse(false);
        Optional<String> none = Optional.empty();
        return new Status(
                live, chosen, !live.equals(chosen), drift, waiting ? none : failure, waiting ? failure : none, disks());
    }

    /** What became of the disks that are configured; others have left their records. */
    private List<DiskRecord> disks() throws IOException {
        List<DiskRecord> disks = new ArrayList<>();
        for (DiskRecord record : DiskRecord.all(paths.state().resolve("disks"))) {
            if (Files.isDirectory(paths.etc().resolve("atoll/disks").resolve(record.disk()))) {
                disks.add(record);
            }
        }
        return disks;
    }

    /** All generations, oldest first. */
    public All generations() throws IOException {
        return new All(new Generations(paths).all());
    }

    /** What the last check found. */
    public DriftReport drift() {
        Path file = paths.run().resolve("drift.json");
        return Files.exists(file) ? Documents.read(file, DriftReport.class) : new DriftReport(0, List.of());
    }
}
