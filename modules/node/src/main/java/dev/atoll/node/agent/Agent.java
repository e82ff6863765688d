package dev.atoll.node.agent;

import dev.atoll.node.generation.NodePaths;
import dev.atoll.node.linux.ServiceManager;
import dev.atoll.node.output.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The agent: answers questions until it is told to end. */
public final class Agent {
    private static final Path SOCKET = Path.of("/run/atoll-agent/node.sock");

    private Agent() {}

    /** Ends when the service manager says so. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String version = Optional.ofNullable(Agent.class.getPackage().getImplementationVersion())
                .orElse("");
        try (VarlinkServer _ =
                VarlinkServer.open(SOCKET, new VarlinkService(new NodeState(NodePaths.ofMachine()), version))) {
            Watchdog watchdog = new Watchdog(SOCKET, interval());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> ServiceManager.tell("STOPPING=1")));
            ServiceManager.tell("READY=1\nSTATUS=answers on " + SOCKET);
            watchdog.run();
        }
        Output.problem("the agent does not answer its own questions any more");
        System.exit(1);
    }

    /** Half of what the service manager waits, as sd_watchdog_enabled(3) advises. */
    private static Duration interval() {
        String micros = System.getenv().getOrDefault("WATCHDOG_USEC", "60000000");
        return Duration.ofNanos(Long.parseLong(micros) * 1000 / 2);
    }
}
