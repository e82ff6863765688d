package dev.atoll.machine.serial;

import dev.atoll.machine.host.MachineException;
import dev.atoll.machine.host.Pause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The console of a machine, read while it is written.
 *
 * <p>A thread of its own looks for new bytes 20 times a second and calls the listeners; one that throws is called no
 * more. Safe for use by several threads. The last 20,000 lines are kept.
 */
public final class SerialLog implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int KEPT_LINES = 20_000;
    private static final int KEPT_EVENTS = 10_000;
    private static final int SHOWN_LINES = 15;

    private final Path file;
    private final LongSupplier nanos;
    private final long start;
    private final ConsoleText text = new ConsoleText();
    private final BootReader reader = new BootReader();
    private final Deque<String> lines = new ArrayDeque<>();
    private final List<BootEvent> events = new ArrayList<>();
    private final List<Consumer<BootEvent>> eventListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> lineListeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock reading = new ReentrantLock();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private long position;
    private boolean closed;

    SerialLog(Path file, LongSupplier nanos) {
        this.file = file;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** Follows a file from its first byte, whether it exists yet or not. */
    public static SerialLog follow(Path file) {
        SerialLog log = new SerialLog(file, System::nanoTime);
        Thread.ofVirtual().name("serial-" + file.getFileName()).start(log::run);
        return log;
    }

    /** The file. */
    public Path file() {
        return file;
    }

    /** Hears of each phase from now on, in the log's own thread. */
    public SerialLog onEvent(Consumer<BootEvent> listener) {
        eventListeners.add(listener);
        return this;
    }

    /** Hears each complete line from now on, in the log's own thread. */
    public SerialLog onLine(Consumer<String> listener) {
        lineListeners.add(listener);
        return this;
    }

    /** The phases so far, oldest first. */
    public synchronized List<BootEvent> events() {
        return List.copyOf(events);
    }

    /** The last complete lines, oldest first. */
    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** How many boots the console has shown; 0 before the first word. */
    public synchronized int boots() {
        return events.isEmpty() ? 0 : events.getLast().boot();
    }

    /**
     * Waits for an event, past ones included.
     *
     * @return empty if none fits within {@code limit}
     */
    public Optional<BootEvent> await(Predicate<BootEvent> wanted, Duration limit) {
        return awaitAny(() -> events.stream().filter(wanted).findFirst(), limit);
    }

    /**
     * Waits for a line, past ones and an unfinished one included.
     *
     * @return empty if none fits within {@code limit}
     */
    public Optional<String> awaitLine(Predicate<String> wanted, Duration limit) {
        return awaitAny(
                () -> lines.stream()
                        .filter(wanted)
                        .findFirst()
                        .or(() -> Optional.of(text.pending()).filter(wanted)),
                limit);
    }

    /** Waits until the first boot is ready; as {@link #awaitReady(int, Duration)}. */
    public BootEvent awaitReady(Duration limit) {
        return awaitReady(1, limit);
    }

    /**
     * Waits until a boot is ready.
     *
     * @param boot its number, from 1; a later one will do as well
     * @throws MachineException {@code boot-failed} as soon as the console shows that it will not be, {@code boot-slow}
     *     if it is not within {@code limit}; both with the last lines
     */
    public BootEvent awaitReady(int boot, Duration limit) {
        BootEvent end = await(
                        event -> event.boot() >= boot
                                && (event.phase() == BootPhase.READY
                                        || event.phase().fatal()),
                        limit)
                .orElseThrow(() -> new MachineException(
                        "boot-slow", "the machine was not ready within " + limit.toSeconds() + " s" + shown()));
        if (end.phase().fatal()) {
            throw new MachineException(
                    "boot-failed", "the boot failed (" + end.phase().words() + "): " + end.line() + shown());
        }
        return end;
    }

    /** Reads what is left and stops following. What was read stays. */
    @Override
    public void close() {
        poll();
        synchronized (this) {
            closed = true;
            notifyAll();
        }
    }

    private synchronized <T> Optional<T> awaitAny(Supplier<Optional<T>> look, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Optional<T> found = look.get();
            long left = deadline - System.nanoTime();
            if (found.isPresent() || closed || left <= 0) {
                return found;
            }
            try {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MachineException("interrupted", "interrupted while waiting for the console", e);
            }
        }
    }

    private synchronized String shown() {
        StringBuilder out = new StringBuilder("; the end of its console (" + file + "):");
        lines.stream()
                .skip(Math.max(0, lines.size() - SHOWN_LINES))
                .forEach(line -> out.append("\n  ").append(line));
        return out.toString();
    }

    private void run() {
        while (!isClosed()) {
            poll();
            Pause.of(POLL);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** Reads what is new. A file that has become shorter is read again from its start. */
    void poll() {
        if (!Files.exists(file)) {
            return;
        }
        reading.lock();
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() < position) {
                position = 0;
            }
            while (channel.read(buffer.clear(), position) > 0) {
                position += buffer.position();
                accept(buffer.array(), buffer.position());
            }
        } catch (IOException e) {
            // the file is being replaced or its disk is in trouble: the next look will tell, a waiter's limit ends it
        } finally {
            reading.unlock();
        }
    }

    private void accept(byte[] bytes, int length) {
        List<String> fresh = new ArrayList<>();
        List<BootEvent> news = new ArrayList<>();
        synchronized (this) {
            fresh.addAll(text.accept(bytes, length));
            fresh.forEach(line -> take(line, news));
            String prompt = text.pending(); // a log-in prompt, or a network boot's dots, wait without a line end
            BootMarkers.phaseOf(prompt)
                    .filter(phase -> phase == BootPhase.READY || phase.failure())
                    .flatMap(phase -> reader.read(prompt, since()))
                    .ifPresent(news::add);
            news.forEach(this::keep);
            notifyAll();
        }
        fresh.forEach(line -> tell(lineListeners, line));
        news.forEach(event -> tell(eventListeners, event));
    }

    private void take(String line, List<BootEvent> news) {
        if (lines.size() == KEPT_LINES) {
            lines.removeFirst();
        }
        lines.addLast(line);
        reader.read(line, since()).ifPresent(news::add);
    }

    private void keep(BootEvent event) {
        if (events.size() < KEPT_EVENTS) {
            events.add(event);
        }
    }

    private Duration since() {
        return Duration.ofNanos(nanos.getAsLong() - start);
    }

    private static <T> void tell(List<Consumer<T>> listeners, T news) {
        List<Consumer<T>> broken = new ArrayList<>();
        for (Consumer<T> listener : listeners) {
            try {
                listener.accept(news);
            } catch (RuntimeException e) {
                broken.add(listener);
            }
        }
        listeners.removeAll(broken);
    }
}
