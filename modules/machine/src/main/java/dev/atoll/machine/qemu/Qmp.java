package dev.atoll.machine.qemu;

import dev.atoll.machine.host.MachineException;
import dev.atoll.machine.host.Pause;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client of QEMU's monitor (QEMU Machine Protocol), past its greeting.
 *
 * <p>Safe for use by several threads; commands run one after another. Events are kept, the oldest dropped beyond 1,000.
 */
public final class Qmp implements AutoCloseable {
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(30);
    private static final int MAX_EVENTS = 1000;

    private final SocketChannel channel;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
    private final List<QmpEvent> events = new ArrayList<>();
    private long nextId = 1;
    private boolean ended;

    private Qmp(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Connects, waiting for the socket to appear, and negotiates capabilities.
     *
     * @throws MachineException if nobody answers as QEMU does within {@code limit}
     */
    public static Qmp connect(Path socket, Duration limit) {
        return connect(socket, limit, () -> true);
    }

    /** As {@link #connect(Path, Duration)}, and gives up early once {@code alive} says that QEMU is gone. */
    public static Qmp connect(Path socket, Duration limit, BooleanSupplier alive) {
        long deadline = System.nanoTime() + limit.toNanos();
        Qmp qmp = new Qmp(open(socket, deadline, alive));
        try {
            Thread.ofVirtual().name("qmp-" + socket.getFileName()).start(qmp::readAll);
            JsonNode greeting = qmp.next(deadline, "greeting");
            if (!greeting.path("QMP").isObject()) {
                throw new MachineException("qmp-failed", socket + " does not speak QMP");
            }
            qmp.execute("qmp_capabilities", Map.of());
            return qmp;
        } catch (MachineException e) {
            qmp.close();
            throw e;
        }
    }

    private static SocketChannel open(Path socket, long deadline, BooleanSupplier alive) {
        while (true) {
            try {
                return SocketChannel.open(UnixDomainSocketAddress.of(socket));
            } catch (IOException e) {
                if (!alive.getAsBoolean() || System.nanoTime() - deadline > 0) {
                    throw new MachineException("qmp-failed", "no answer at " + socket + ": " + e.getMessage(), e);
                }
                Pause.of(Duration.ofMillis(20));
            }
        }
    }

    /**
     * Runs a command.
     *
     * @return what it returns, often an empty object
     * @throws MachineException {@code qmp-refused} if QEMU answers with an error; {@code qmp-failed} if it does not
     *     answer within 30 s or hangs up
     */
    public synchronized JsonNode execute(String command, Map<String, ?> arguments) {
        long id = nextId++;
        ObjectNode request = JsonMapper.shared().createObjectNode().put("execute", command);
        if (!arguments.isEmpty()) {
            request.set("arguments", JsonMapper.shared().valueToTree(arguments));
        }
        send(request.put("id", id));
        long deadline = System.nanoTime() + COMMAND_LIMIT.toNanos();
        while (true) {
            JsonNode answer = next(deadline, command);
            if (answer.path("id").asLong(-1) != id) {
                continue; // the late answer to a command given up
            }
            if (answer.has("error")) {
                throw new MachineException(
                        "qmp-refused",
                        "QEMU refuses " + command + ": "
                                + answer.path("error").path("desc").asString(""));
            }
            return answer.path("return");
        }
    }

    /** {@code running}, {@code paused}, {@code internal-error}, {@code guest-panicked} … */
    public String status() {
        return execute("query-status", Map.of()).path("status").asString("");
    }

    /** Presses the guest's power button. */
    public void powerDown() {
        execute("system_powerdown", Map.of());
    }

    /** Resets the guest, as its button would. */
    public void reset() {
        execute("system_reset", Map.of());
    }

    /** Ends QEMU at once; that it hangs up instead of answering is fine. */
    public void quit() {
        try {
            execute("quit", Map.of());
        } catch (MachineException e) {
            if (!hasEnded()) {
                throw e;
            }
        }
    }

    /** The events so far, oldest first. */
    public List<QmpEvent> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** Waits for an event, past ones included; empty if none comes within {@code limit} or QEMU ends. */
    public Optional<QmpEvent> awaitEvent(Predicate<QmpEvent> wanted, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        synchronized (events) {
            while (true) {
                Optional<QmpEvent> found = events.stream().filter(wanted).findFirst();
                long left = deadline - System.nanoTime();
                if (found.isPresent() || ended || left <= 0) {
                    return found;
                }
                try {
                    events.wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new MachineException("interrupted", "interrupted while waiting for an event", e);
                }
            }
        }
    }

    /** Whether QEMU has hung up. */
    public boolean hasEnded() {
        synchronized (events) {
            return ended;
        }
    }

    /** Hangs up; QEMU goes on. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // nothing is lost: the socket is gone either way
        }
    }

    private void send(ObjectNode request) {
        ByteBuffer line = ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } catch (IOException e) {
            throw new MachineException("qmp-failed", "QEMU's monitor hung up: " + e.getMessage(), e);
        }
    }

    private JsonNode next(long deadline, String what) {
        try {
            while (true) {
                JsonNode answer = answers.poll(50, TimeUnit.MILLISECONDS);
                if (answer != null) {
                    return answer;
                }
                if (hasEnded() && answers.isEmpty()) {
                    throw new MachineException("qmp-failed", "QEMU hung up before its answer to " + what);
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new MachineException("qmp-failed", "QEMU does not answer: " + what);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException("interrupted", "interrupted while waiting for QEMU's monitor", e);
        }
    }

    private void readAll() {
        try {
            QmpLines lines = new QmpLines(channel);
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                accept(JsonMapper.shared().readTree(line.get()));
            }
        } catch (IOException | JacksonException e) {
            // a monitor that hangs up or talks nonsense has ended for us; whoever waits is told below
        } finally {
            close();
            synchronized (events) {
                ended = true;
                events.notifyAll();
            }
        }
    }

    private void accept(JsonNode message) {
        if (!message.has("event")) {
            answers.add(message);
            return;
        }
        synchronized (events) {
            if (events.size() == MAX_EVENTS) {
                events.removeFirst();
            }
            JsonNode data = message.has("data")
                    ? message.get("data")
                    : JsonMapper.shared().createObjectNode();
            events.add(new QmpEvent(message.path("event").asString(""), data));
            events.notifyAll();
        }
    }
}
