package dev.atoll.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskQueueTest {
    private static final long MOST = 256 << 10;

    @TempDir
    Path folder;

    private DiskQueue open() throws IOException {
        return DiskQueue.open(folder, MOST);
    }

    private static Batch numbered(int number, int size) {
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) number);
        return new Batch(body, 10, number % 2 == 0, "note " + number);
    }

    private static List<Integer> drained(DiskQueue queue) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        for (Optional<DiskQueue.Stored> head = queue.head(); head.isPresent(); head = queue.head()) {
            numbers.add((int) head.get().batch().body()[0]);
            queue.remove(head.get());
        }
        return numbers;
    }

    private long onDisk() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".segment"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void givesBackWhatWasPutInOldestFirst() throws IOException {
        try (DiskQueue queue = open()) {
            for (int i = 0; i < 20; i++) {
                queue.append(numbered(i, 5000));
            }
            assertThat(queue.records()).isEqualTo(200);
            Batch first = queue.head().orElseThrow().batch();
            assertThat(first.records()).isEqualTo(10);
            assertThat(first.gzip()).isTrue();
            assertThat(first.note()).isEqualTo("note 0");
            assertThat(drained(queue)).containsExactlyElementsOf(numbers(0, 20));
            assertThat(queue.records()).isZero();
        }
    }

    @Test
    void everythingIsThereAfterACrashAndOnlyTheUnansweredComesAgain() throws IOException {
        DiskQueue crashed = open();
        for (int i = 0; i < 12; i++) {
            crashed.append(numbered(i, 9000));
        }
        for (int i = 0; i < 5; i++) {
            crashed.remove(crashed.head().orElseThrow());
        }
        crashed.head().orElseThrow();
        // Not closed, as after kill -9.
        try (DiskQueue queue = open()) {
            assertThat(queue.records()).isEqualTo(70);
            assertThat(queue.note()).isEqualTo("note 11");
            queue.append(numbered(12, 10));
            assertThat(drained(queue)).containsExactlyElementsOf(numbers(5, 13));
        }
    }

    @Test
    void remembersTheNoteWhenAllWasSent() throws IOException {
        try (DiskQueue queue = open()) {
            queue.append(numbered(1, 10));
            queue.append(new Batch(new byte[1], 1, false, ""));
            drained(queue);
        }
        try (DiskQueue queue = open()) {
            assertThat(queue.note()).isEqualTo("note 1");
            assertThat(queue.head()).isEmpty();
        }
    }

    @Test
    void anEndThatIsTornAnywhereCostsOnlyTheLastBatch() throws IOException {
        try (DiskQueue queue = open()) {
            queue.append(numbered(1, 300));
            queue.append(numbered(2, 300));
        }
        Path segment = segments().getFirst();
        byte[] whole = Files.readAllBytes(segment);
        int second = whole.length / 2;
        for (int length = second; length < whole.length; length += 7) {
            Files.write(segment, Arrays.copyOf(whole, length));
            try (DiskQueue queue = open()) {
                assertThat(queue.note()).as("so the journal is read from there").isEqualTo("note 1");
                assertThat(queue.records()).isEqualTo(10);
                assertThat(queue.head()).isPresent();
            }
            assertThat(segments()).containsExactly(segment);
            assertThat(Files.size(segment)).isEqualTo(second);
        }
        // The length reached the disk, the bytes did not.
        byte[] zeros = Arrays.copyOf(whole, whole.length);
        Arrays.fill(zeros, second + 40, zeros.length, (byte) 0);
        Files.write(segment, zeros);
        try (DiskQueue queue = open()) {
            queue.append(numbered(3, 300));
            assertThat(drained(queue)).containsExactly(1, 3);
        }
    }

    @Test
    void neverGrowsBeyondItsBoundAndDropsTheOldest() throws IOException {
        try (DiskQueue queue = open()) {
            for (int i = 0; i < 100; i++) {
                queue.append(numbered(i, 10_000));
                assertThat(onDisk()).isLessThanOrEqualTo(MOST);
            }
            long left = queue.records();
            assertThat(left).isBetween(150L, 260L);
            assertThat(queue.dropped()).isEqualTo(1000 - left);
            assertThat(queue.unreported()).isEqualTo(1000 - left);
        }
        try (DiskQueue queue = open()) {
            assertThat(queue.unreported()).as("is remembered").isEqualTo(1000 - queue.records());
            long left = queue.records();
            queue.reported(queue.unreported());
            assertThat(drained(queue)).containsExactlyElementsOf(numbers(100 - (int) left / 10, 100));
        }
        try (DiskQueue queue = open()) {
            assertThat(queue.unreported()).isZero();
        }
    }

    @Test
    void anAnswerForWhatWasDroppedMeanwhileChangesNothing() throws IOException {
        try (DiskQueue queue = open()) {
            queue.append(numbered(0, 10_000));
            DiskQueue.Stored sending = queue.head().orElseThrow();
            for (int i = 1; i < 60; i++) {
                queue.append(numbered(i, 10_000));
            }
            int oldest = queue.head().orElseThrow().batch().body()[0];
            queue.remove(sending);
            assertThat((int) queue.head().orElseThrow().batch().body()[0]).isEqualTo(oldest);
        }
    }

    @Test
    void aSmallerBoundIsKeptAtOnce() throws IOException {
        try (DiskQueue queue = open()) {
            for (int i = 0; i < 20; i++) {
                queue.append(numbered(i, 10_000));
            }
        }
        try (DiskQueue queue = DiskQueue.open(folder, MOST / 2)) {
            assertThat(onDisk()).isLessThanOrEqualTo(MOST / 2);
            assertThat(queue.dropped() + queue.records()).isEqualTo(200);
        }
    }

    @Test
    void damageInTheMiddleCostsTheRestOfThatSegment() throws IOException {
        try (DiskQueue queue = open()) {
            for (int i = 0; i < 12; i++) {
                queue.append(numbered(i, 10_000));
            }
        }
        Path first = segments().getFirst();
        byte[] bytes = Files.readAllBytes(first);
        bytes[15_000] ^= 1;
        Files.write(first, bytes);
        try (DiskQueue queue = open()) {
            assertThat(drained(queue)).containsExactly(0, 3, 4, 5, 6, 7, 8, 9, 10, 11);
            assertThat(queue.dropped()).isEqualTo(20);
        }
    }

    @Test
    void aStateThatCannotBeReadCostsRepetitionOnly() throws IOException {
        try (DiskQueue queue = open()) {
            queue.append(numbered(1, 100));
            queue.append(numbered(2, 100));
            queue.remove(queue.head().orElseThrow());
        }
        Files.write(folder.resolve("state"), new byte[40]);
        try (DiskQueue queue = open()) {
            assertThat(queue.note()).isEqualTo("note 2");
            assertThat(drained(queue)).containsExactly(1, 2);
        }
    }

    @Test
    void refusesWhatFitsNoSegment() throws IOException {
        try (DiskQueue queue = open()) {
            assertThatThrownBy(() -> queue.append(numbered(1, 40_000))).isInstanceOf(IllegalArgumentException.class);
            queue.append(numbered(2, 30_000));
            assertThat(drained(queue)).containsExactly(2);
        }
    }

    /** Crashes at random moments; whatever was appended comes out at least once, in order. */
    @Test
    void losesNothingOverManyCrashes() throws IOException {
        Random random = new Random(1);
        int appended = 0;
        List<Integer> received = new ArrayList<>();
        for (int life = 0; life < 40; life++) {
            DiskQueue queue = open();
            for (int step = random.nextInt(12); step > 0; step--) {
                if (appended < 120 && random.nextInt(3) > 0) {
                    queue.append(numbered(appended++, 1 + random.nextInt(3000)));
                } else {
                    Optional<DiskQueue.Stored> head = queue.head();
                    head.ifPresent(it -> received.add((int) it.batch().body()[0]));
                    if (head.isPresent() && random.nextInt(5) > 0) {
                        queue.remove(head.get());
                    }
                }
            }
        }
        try (DiskQueue queue = open()) {
            received.addAll(drained(queue));
        }
        assertThat(received).isSorted();
        assertThat(received.stream().distinct()).containsExactlyElementsOf(numbers(0, appended));
    }

    private static List<Integer> numbers(int from, int to) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = from; i < to; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
