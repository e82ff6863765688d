package dev.atoll.node.report;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Place;
import dev.atoll.document.Value;
import dev.atoll.node.check.ConfigText;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.Report;
import dev.atoll.node.foreign.NodeYaml;
import dev.atoll.node.report.NodeReport.Event;
import dev.atoll.node.report.NodeReport.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down what is to be told of a node. */
public final class Reports {
    private static final String SECTION = "report";

    private final Path root;
    private final ReportQueue queue;
    private final InstantSource clock;

    /** @param root of the node */
    public Reports(Path root, ReportQueue queue, InstantSource clock) {
        this.root = root;
        this.queue = queue;
        this.clock = clock;
    }

    /** What is to be told, whoever gets it. */
    public NodeReport report(Event event, Outcome outcome, Optional<Integer> generation) throws IOException {
        return new NodeReport(
                1,
                MachineName.of(root),
                event,
                outcome.reason().isEmpty() ? Result.SUCCESS : Result.FAILURE,
                generation,
                outcome.reason(),
                outcome.problems(),
                clock.instant().getEpochSecond());
    }

    /**
     * Writes a report down, if anybody is to get it: after a success as the configuration in place says, after a failure as
     * the one that failed says, if that can be told, or else the one in place.
     *
     * @param failed the configuration that failed
     * @return whether there is something to send
     */
    public boolean add(NodeReport report, Optional<ConfigText> failed) throws IOException {
        Optional<Report> to = failed.flatMap(Reports::section).or(this::inPlace);
        if (to.isPresent()) {
            queue.add(new Outgoing(to.get(), report));
        }
        return to.isPresent();
    }

    private Optional<Report> inPlace() {
        Path file = root.resolve("etc/atoll/report.json");
        return Files.isRegularFile(file) ? Optional.of(Documents.read(file, Report.class)) : Optional.empty();
    }

    /** What a configuration says of reports, if at least that is right. */
    private static Optional<Report> section(ConfigText text) {
        try {
            Value root = Documents.tree(text.name(), text.bytes()).root();
            if (!(root instanceof Value.Mapping mapping)
                    || mapping.find(SECTION).isEmpty()) {
                return Optional.empty();
            }
            List<Value.Entry> kept = new ArrayList<>();
            Place place = root.place();
            kept.add(new Value.Entry("node", place, new Value.Scalar(Value.Kind.WHOLE, "1", place)));
            kept.add(new Value.Entry(SECTION, place, mapping.find(SECTION).get()));
            String alone = NodeYaml.write(Value.Mapping.of(kept, place));
            return NodeConfigReader.read(text.name(), alone.getBytes(StandardCharsets.UTF_8))
                    .report();
        } catch (InvalidDocumentException e) {
            return Optional.empty();
        }
    }
}
