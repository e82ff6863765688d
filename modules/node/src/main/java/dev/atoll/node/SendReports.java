package dev.atoll.node;

import dev.atoll.node.config.Report;
import dev.atoll.node.delivery.Secrets;
import dev.atoll.node.fetch.Connections;
import dev.atoll.node.fetch.Http;
import dev.atoll.node.fetch.Patience;
import dev.atoll.node.fetch.Retries;
import dev.atoll.node.fetch.Trust;
import dev.atoll.node.generation.NodePaths;
import dev.atoll.node.output.Output;
import dev.atoll.node.report.Reporter;
import dev.atoll.store.ProxyEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sends the reports that wait, for five minutes at most. What nobody took then waits for the next time. */
public final class SendReports {
    private static final Retries RETRIES =
            new Retries(Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofMinutes(5));

    private SendReports() {}

    /** Never fails: that nobody listens is no failure of the node. */
    public static void main(String[] arguments) throws IOException {
        Connections connections = Connections.ofMachine();
        Reporter reporter = new Reporter(
                new Machine(NodePaths.ofMachine()).queue(), new Secrets(), to -> open(connections, to), RETRIES);
        reporter.send().forEach(Output::warning);
    }

    private static Http open(Connections connections, Report to) {
        return to.caCertificate()
                .map(pem -> Http.through(
                        new ProxyEnvironment(connections.environment()),
                        Optional.of(Trust.of(Optional.empty(), List.of(pem))),
                        Patience.SHORT))
                .orElseGet(() -> connections.open(Patience.SHORT));
    }
}
