package dev.atoll.node.telemetry;

import dev.atoll.node.linux.Owned;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Batches on the disk, first in, first out: a folder of segments, each a file of {@link Frame}s. What was appended is durable
 * when the call returns, and stays until it is removed or the bound needs its room, which takes the oldest segment. After a
 * crash a batch may come again that was removed last. One process has the folder. Thread safe.
 */
final class DiskQueue implements AutoCloseable {
    /** What the state file may take, with the one that is being written. */
    private static final int RESERVED = 4096;

    private static final int SEGMENTS = 8;
    private static final int LARGEST_SEGMENT = 4 << 20;

    private final Path folder;
    private final long most;
    private final long segmentSize;
    private final Deque<Segment> segments = new ArrayDeque<>();
    private QueueState state;
    private String note;
    private Optional<FileChannel> current = Optional.empty();
    private long next;
    private long dropped;
    private boolean closed;

    private DiskQueue(Path folder, long most, QueueState state, List<Segment> found) {
        this.folder = folder;
        this.most = most - RESERVED;
        this.segmentSize = Math.clamp(most / SEGMENTS, 1, LARGEST_SEGMENT);
        this.state = state;
        segments.addAll(found);
        this.next = found.isEmpty() ? state.segment() + 1 : found.getLast().number() + 1;
        this.note = found.isEmpty() || found.getLast().note().isEmpty()
                ? state.note()
                : found.getLast().note();
    }

    /**
     * A batch that is in the queue.
     *
     * @param batch itself
     * @param segment that it lies in
     * @param offset of its frame
     * @param end of its frame
     */
    record Stored(Batch batch, long segment, long offset, long end) {}

    /**
     * Opens a queue with what is in it; its folder is made if it is missing.
     *
     * @param most that the folder may have, in bytes
     */
    static DiskQueue open(Path folder, long most) throws IOException {
        Files.createDirectories(folder);
        QueueState state = QueueState.read(folder);
        List<Long> numbers;
        try (Stream<Path> files = Files.list(folder)) {
            numbers = files.flatMap(file -> Segment.number(file).stream())
                    .sorted()
                    .toList();
        }
        ArrayDeque<Segment> found = new ArrayDeque<>();
        for (long number : numbers) {
            Path file = Segment.path(folder, number);
            if (number < state.segment()) {
                Files.delete(file);
                continue;
            }
            boolean last = number == numbers.getLast();
            Segment segment = Segment.scan(file, number, number == state.segment() ? state.offset() : 0, last);
            if (last && segment.damaged() > 0) {
                // The end of a write that a crash cut off; nobody was told that it is there.
                segment.cut(folder);
            }
            found.add(segment);
        }
        DiskQueue queue = new DiskQueue(folder, most, state, List.copyOf(found));
        queue.shrink(0);
        return queue;
    }

    /**
     * Adds a batch at the end; drops the oldest as far as the bound needs it.
     *
     * @throws IllegalArgumentException if the batch is larger than a segment
     * @throws IOException if it could not be made durable; it is not in the queue then
     */
    synchronized void append(Batch batch) throws IOException {
        if (closed) {
            throw new IOException("the queue is closed");
        }
        ByteBuffer frame = Frame.encode(batch);
        int length = frame.remaining();
        if (length > segmentSize) {
            throw new IllegalArgumentException("a batch of " + length + " bytes is larger than a segment");
        }
        if (current.isPresent() && segments.getLast().size() + length > segmentSize) {
            roll();
        }
        shrink(length);
        FileChannel file = current.isPresent() ? current.get() : begin();
        long at = segments.getLast().size();
        try {
            while (frame.hasRemaining()) {
                file.write(frame, at + frame.position());
            }
            file.force(false);
        } catch (IOException e) {
            file.truncate(at);
            throw e;
        }
        segments.addLast(segments.removeLast().with(length, batch.records(), batch.note()));
        note = batch.note().isEmpty() ? note : batch.note();
        notifyAll();
    }

    /** The oldest batch, as soon as there is one; it stays in the queue. */
    synchronized Stored take() throws IOException, InterruptedException {
        while (true) {
            Optional<Stored> head = head();
            if (head.isPresent()) {
                return head.get();
            }
            wait();
        }
    }

    /** The oldest batch, if there is one; it stays in the queue. */
    synchronized Optional<Stored> head() throws IOException {
        while (!segments.isEmpty()) {
            Segment oldest = segments.getFirst();
            long at = oldest.number() == state.segment() ? state.offset() : 0;
            if (at < oldest.size()) {
                Optional<Stored> stored = read(oldest, at);
                if (stored.isPresent()) {
                    return stored;
                }
            } else if (isCurrent(oldest)) {
                return Optional.empty();
            }
            dropOldest();
        }
        return Optional.empty();
    }

    private Optional<Stored> read(Segment segment, long at) throws IOException {
        try (FileChannel file = FileChannel.open(Segment.path(folder, segment.number()), StandardOpenOption.READ)) {
            Optional<Frame.Header> header = Frame.header(file, at, segment.size());
            if (header.isEmpty()) {
                return Optional.empty();
            }
            return Frame.batch(file, at, header.get())
                    .map(batch -> new Stored(
                            batch, segment.number(), at, at + header.get().length()));
        }
    }

    /** Takes a batch out for good; nothing happens if it was dropped in the meantime. */
    synchronized void remove(Stored stored) throws IOException {
        Segment oldest = segments.peekFirst();
        if (oldest == null || oldest.number() != stored.segment()) {
            return;
        }
        segments.removeFirst();
        segments.addFirst(oldest.with(0, -stored.batch().records(), ""));
        state = state.at(stored.segment(), stored.end(), note);
        state.write(folder);
    }

    /** Forgets that records were dropped, once somebody was told. */
    synchronized void reported(long records) throws IOException {
        state = state.dropped(-records);
        state.write(folder);
    }

    /** How many records were dropped that nobody was told of. */
    synchronized long unreported() {
        return state.unreported();
    }

    /** How many records were dropped since the queue was opened. */
    synchronized long dropped() {
        return dropped;
    }

    /** How many records are in it. */
    synchronized long records() {
        return segments.stream().mapToLong(Segment::records).sum();
    }

    /** What its segments take on the disk, in bytes. */
    synchronized long bytes() {
        return segments.stream()
                .mapToLong(segment -> segment.size() + segment.damaged())
                .sum();
    }

    /** The note of the newest batch that ever was in it, as far as it is known; empty if there is none. */
    synchronized String note() {
        return note;
    }

    private boolean isCurrent(Segment segment) {
        return current.isPresent() && segment.number() == segments.getLast().number();
    }

    private FileChannel begin() throws IOException {
        FileChannel file =
                FileChannel.open(Segment.path(folder, next), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        current = Optional.of(file);
        segments.addLast(new Segment(next, 0, 0, "", 0));
        next++;
        Owned.sync(folder);
        return file;
    }

    /** Closes the last segment. Its note is written down, so that only the last one has to be looked through. */
    private void roll() throws IOException {
        if (current.isPresent()) {
            current.get().close();
            current = Optional.empty();
        }
        state = state.at(state.segment(), state.offset(), note);
        state.write(folder);
        Owned.sync(folder);
    }

    private void shrink(int room) throws IOException {
        while (!segments.isEmpty() && bytes() + room > most) {
            dropOldest();
        }
    }

    /** Remembers first, removes then: a segment before the remembered one is removed when the queue is opened. */
    private void dropOldest() throws IOException {
        Segment oldest = segments.getFirst();
        if (isCurrent(oldest)) {
            roll();
        }
        QueueState after = state.at(oldest.number() + 1, 0, note).dropped(oldest.records());
        after.write(folder);
        Owned.sync(folder);
        state = after;
        dropped += oldest.records();
        segments.removeFirst();
        oldest.delete(folder);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (current.isPresent()) {
            current.get().close();
            current = Optional.empty();
        }
    }
}
