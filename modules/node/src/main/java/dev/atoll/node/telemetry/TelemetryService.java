package dev.atoll.node.telemetry;

import dev.atoll.node.config.Telemetry;
import dev.atoll.node.config.Telemetry.Compression;
import dev.atoll.node.config.Telemetry.Priority;
import dev.atoll.node.config.Telemetry.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Sends the journal and measurements of this node to a collector, in threads of its own. Works without capabilities, in the
 * group that may read the journal. Nothing of it ends the program: what fails is tried again, and told in warnings. Thread
 * safe.
 */
public final class TelemetryService implements AutoCloseable {
    /** How long a record waits for others. */
    private static final Duration DELAY = Duration.ofSeconds(5);

    /** Of the queue's room, what metrics have beside logs: one part of so many. */
    private static final int METRICS_SHARE = 8;

    private static final Duration WARNINGS = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String AGENT = "atoll-agent.service";

    private final Telemetry config;
    private final Path state;
    private final Surroundings surroundings;
    private final Collector collector;
    private final Warnings warnings;
    private final RandomGenerator random = new Random();
    private final long since;
    private final List<Thread> threads = new ArrayList<>();
    private Optional<Outlet> logs = Optional.empty();
    private Optional<Outlet> metrics = Optional.empty();
    private Optional<LogFeed> feed = Optional.empty();
    private Optional<JournalFollower> follower = Optional.empty();
    private boolean closed;

    /**
     * What a test has of its own.
     *
     * @param root of the system, for who it is
     * @param credentials of the headers
     * @param journal what is followed
     * @param host what is measured
     * @param firstMeasure when that is done first
     * @param clock of the system
     */
    record Surroundings(
            Path root,
            Path credentials,
            JournalFollower.Program journal,
            HostMetrics host,
            Duration firstMeasure,
            InstantSource clock) {}

    /**
     * Does nothing yet.
     *
     * @param state folder of its own, which outlives restarts
     * @param credentials folder with the unit's credentials, as {@code LoadCredential=} made them of {@link
     *     Telemetry.Otlp#credentials()}
     * @param warnings gets lines for the journal
     */
    public TelemetryService(Telemetry config, Path state, Path credentials, Consumer<String> warnings) {
        this(
                config,
                state,
                new Surroundings(
                        Path.of("/"),
                        credentials,
                        JournalFollower.ofMachine(config.journal()),
                        HostMetrics.ofMachine(),
                        Duration.ofSeconds(10),
                        InstantSource.system()),
                warnings);
    }

    TelemetryService(Telemetry config, Path state, Surroundings surroundings, Consumer<String> warnings) {
        this.config = config;
        this.state = state;
        this.surroundings = surroundings;
        this.collector = new Collector(config.otlp(), surroundings.credentials(), surroundings.clock());
        this.warnings = new Warnings(surroundings.clock(), WARNINGS, warnings);
        this.since = micros();
    }

    private long micros() {
        Instant now = surroundings.clock().instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }

    /** Begins, once; returns at once. */
    public void start() {
        run("telemetry", this::open);
    }

    private synchronized void run(String name, Runnable work) {
        if (!closed) {
            threads.add(Thread.ofVirtual().name(name).start(work));
        }
    }

    /** Opens what is on the disk, as often as it takes, and begins to read and to send. */
    private void open() {
        long most = (long) config.queue().maxMiB() << 20;
        boolean both = config.signals().size() > 1;
        long share = both ? most / METRICS_SHARE : most;
        Map<String, String> node = NodeResource.of(surroundings.root(), config.resource());
        try {
            if (config.signals().contains(Signal.LOGS)) {
                sendLogs(queue("logs", both ? most - share : most), node);
            }
            if (config.signals().contains(Signal.METRICS)) {
                sendMetrics(queue("metrics", share), node);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private DiskQueue queue(String name, long most) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return DiskQueue.open(state.resolve(name), most);
            } catch (IOException e) {
                warnings.warn(Warnings.Kind.QUEUE, "the queue in " + state.resolve(name) + " cannot be opened: " + e);
                Thread.sleep(Backoff.USUAL.after(attempt, random));
            }
        }
    }

    private synchronized void sendLogs(DiskQueue queue, Map<String, String> node) {
        LogFeed made =
                new LogFeed(queue, node, config.journal().priority(), gzip(), DELAY, warnings, surroundings.clock());
        JournalFollower following = new JournalFollower(surroundings.journal(), made, warnings, random, Thread::sleep);
        Outlet outlet = new Outlet(queue, sender(Signal.LOGS, queue));
        feed = Optional.of(made);
        follower = Optional.of(following);
        logs = Optional.of(outlet);
        run("telemetry-batches", made);
        run("telemetry-logs", outlet.sender());
        if (!closed) {
            // It waits in reads of a pipe, which would hold one of the few threads that carry virtual ones.
            threads.add(Thread.ofPlatform().daemon().name("telemetry-journal").start(following));
        }
    }

    private synchronized void sendMetrics(DiskQueue queue, Map<String, String> node) {
        Outlet outlet = new Outlet(queue, sender(Signal.METRICS, queue));
        metrics = Optional.of(outlet);
        run("telemetry-metrics", outlet.sender());
        run("telemetry-measures", () -> measureOften(queue, node));
    }

    private boolean gzip() {
        return config.otlp().compression() == Compression.GZIP;
    }

    private Sender sender(Signal signal, DiskQueue queue) {
        return new Sender(
                signal,
                queue,
                collector,
                warnings,
                surroundings.clock(),
                random,
                Thread::sleep,
                count -> lost(signal, count));
    }

    /** Tells the collector, in its log, what it will never get. */
    private void lost(Signal signal, long count) throws IOException {
        String what = switch (signal) {
            case LOGS -> " log records";
            case METRICS -> " values of metrics";
        };
        String text =
                count + what + " were dropped, the oldest first: the collector could not be reached for longer than the"
                        + " queue of " + config.queue().maxMiB() + " MiB lasts";
        Optional<LogFeed> own = feed();
        if (own.isPresent()) {
            own.get().notice(AGENT, Priority.WARNING, text);
        } else {
            warnings.warn(Warnings.Kind.FULL, text);
        }
    }

    private synchronized Optional<LogFeed> feed() {
        return feed;
    }

    private void measureOften(DiskQueue queue, Map<String, String> node) {
        Map<String, String> resource = new TreeMap<>(node);
        resource.put("service.name", AGENT);
        try {
            Thread.sleep(surroundings.firstMeasure());
            while (true) {
                measure(queue, resource);
                Thread.sleep(Duration.ofSeconds(config.metrics().intervalSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void measure(DiskQueue queue, Map<String, String> resource) {
        try {
            List<Metric> measured = new ArrayList<>(surroundings.host().measure());
            measured.addAll(OwnMetrics.of(status(), since));
            MetricsRequest request = new MetricsRequest(resource, micros(), measured);
            queue.append(Batch.of(request.encoded(), request.points(), gzip(), ""));
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            warnings.warn(Warnings.Kind.MEASURE, "the node could not be measured: " + e);
        }
    }

    /** What became of logs and metrics so far. */
    public synchronized TelemetryStatus status() {
        return new TelemetryStatus(
                logs.map(Outlet::status),
                metrics.map(Outlet::status),
                feed.map(LogFeed::skipped).orElse(0L));
    }

    /**
     * Ends, within a few seconds. What was read of the journal is on the disk then, and sent by the next service that has the
     * folder.
     */
    @Override
    public void close() {
        List<Thread> started;
        synchronized (this) {
            closed = true;
            follower.ifPresent(JournalFollower::close);
            started = List.copyOf(threads);
        }
        started.forEach(Thread::interrupt);
        try {
            for (Thread thread : started) {
                thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try {
            closeQueues();
        } catch (IOException e) {
            warnings.warn(Warnings.Kind.QUEUE, "what was read last will be read again: " + e);
        }
    }

    private synchronized void closeQueues() throws IOException {
        if (feed.isPresent()) {
            feed.get().finish();
        }
        if (logs.isPresent()) {
            logs.get().queue().close();
        }
        if (metrics.isPresent()) {
            metrics.get().queue().close();
        }
    }
}
