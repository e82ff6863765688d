package dev.atoll.node.agent;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.node.config.Telemetry;
import dev.atoll.node.generation.NodePaths;
import dev.atoll.node.linux.ServiceManager;
import dev.atoll.node.output.Output;
import dev.atoll.node.telemetry.TelemetryService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The agent: answers questions and sends what it is to send, until it is told to end. */
public final class Agent {
    private static final Path SOCKET = Path.of("/run/atoll-agent/node.sock");

    private Agent() {}

    /** Ends when the service manager says so. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String version = Optional.ofNullable(Agent.class.getPackage().getImplementationVersion())
                .orElse("");
        NodePaths paths = NodePaths.ofMachine();
        Optional<TelemetryService> telemetry = telemetry(paths);
        try (VarlinkServer _ = VarlinkServer.open(
                SOCKET,
                new VarlinkService(new NodeState(paths), () -> telemetry.map(TelemetryService::status), version))) {
            telemetry.ifPresent(TelemetryService::start);
            Watchdog watchdog = new Watchdog(SOCKET, interval());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ServiceManager.tell("STOPPING=1");
                telemetry.ifPresent(TelemetryService::close);
            }));
            ServiceManager.tell("READY=1\nSTATUS=answers on " + SOCKET);
            watchdog.run();
        }
        Output.problem("the agent does not answer its own questions any more");
        System.exit(1);
    }

    /** Empty where the node's configuration has none, or one that this version does not read. */
    private static Optional<TelemetryService> telemetry(NodePaths paths) {
        Path file = paths.etc().resolve("atoll/telemetry.json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TelemetryService(
                    Documents.read(file, Telemetry.class),
                    directory("STATE_DIRECTORY").resolve("telemetry"),
                    directory("CREDENTIALS_DIRECTORY"),
                    Output::warning));
        } catch (InvalidDocumentException e) {
            Output.warning("nothing is sent: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** As systemd.exec(5) tells them. */
    private static Path directory(String variable) {
        return Path.of(System.getenv().getOrDefault(variable, "/nonexistent"));
    }

    /** Half of what the service manager waits, as sd_watchdog_enabled(3) advises. */
    private static Duration interval() {
        String micros = System.getenv().getOrDefault("WATCHDOG_USEC", "60000000");
        return Duration.ofNanos(Long.parseLong(micros) * 1000 / 2);
    }
}
