package dev.atoll.node;

import dev.atoll.node.check.ConfigText;
import dev.atoll.node.delivery.Secrets;
import dev.atoll.node.fetch.Connections;
import dev.atoll.node.fetch.FetchedFiles;
import dev.atoll.node.fetch.Supplies;
import dev.atoll.node.generation.Applier;
import dev.atoll.node.generation.NodePaths;
import dev.atoll.node.linux.Command;
import dev.atoll.node.linux.CommandException;
import dev.atoll.node.output.Output;
import dev.atoll.node.report.NodeReport;
import dev.atoll.node.report.ReportQueue;
import dev.atoll.node.report.Reports;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The parts of the machine that programs on it work with. */
public final class Machine {
    private static final String REPORT = "atoll-report.service";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final NodePaths paths;

    public Machine(NodePaths paths) {
        this.paths = paths;
    }

    /** Without connections it has only what is on the machine. */
    public Supplies supplies(Optional<Connections> connections) {
        return new Supplies(new FetchedFiles(paths.fetched()), connections);
    }

    /** Applies configurations. */
    public Applier applier(Supplies supplies) {
        return new Applier(paths, new Secrets(), supplies, InstantSource.system());
    }

    /** Reports that nobody got yet. */
    public ReportQueue queue() {
        return new ReportQueue(paths.state().resolve("reports"));
    }

    /** Writes reports down. */
    public Reports reports() {
        return new Reports(paths.root(), queue(), InstantSource.system());
    }

    /**
     * Tells somebody, if anybody is to be told. That this fails changes nothing for anybody else.
     *
     * @param failed the configuration that failed
     */
    public void tell(NodeReport report, Optional<ConfigText> failed) {
        try {
            if (reports().add(report, failed)) {
                start(REPORT);
            }
        } catch (IOException | CommandException e) {
            Output.warning("nobody is told: " + e.getMessage());
        }
    }

    /** Asks for a unit to be started, and does not wait. */
    public static void start(String unit) {
        Command.check(LIMIT, List.of("systemctl", "start", "--no-block", "--", unit));
    }
}
