package dev.atoll.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.node.config.Telemetry.Priority;
import dev.atoll.node.telemetry.JournalEntry.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFeedTest {
    @TempDir
    Path folder;

    private final List<String> warnings = new ArrayList<>();

    private LogFeed feed(DiskQueue queue, Duration delay) {
        InstantSource clock = InstantSource.system();
        return new LogFeed(
                queue,
                Map.of(),
                Priority.INFO,
                false,
                delay,
                new Warnings(clock, Duration.ofMinutes(5), warnings::add),
                clock);
    }

    private static JournalEntry large(int number, int size) {
        JournalEntry small = Fixtures.entry(number);
        return new JournalEntry(
                small.cursor(),
                small.time(),
                small.received(),
                small.priority(),
                Optional.of(new Message.Text("\u0001".repeat(size / 6))),
                small.fields());
    }

    @Test
    void aBatchIsFullByNumberOrBySize() throws Exception {
        try (DiskQueue queue = DiskQueue.open(folder, 64 << 20)) {
            LogFeed feed = feed(queue, Duration.ofHours(1));
            for (int i = 0; i < LogFeed.MOST_RECORDS; i++) {
                assertThat(queue.records()).isZero();
                feed.add(Fixtures.entry(i));
            }
            assertThat(queue.records()).isEqualTo(LogFeed.MOST_RECORDS);
            feed.add(Fixtures.entry(1000));
            feed.add(large(1001, 300_000));
            assertThat(queue.records()).isEqualTo(LogFeed.MOST_RECORDS + 1);
            assertThat(queue.note()).isEqualTo("s=1;i=1000");
            assertThat(feed.cursor()).isEqualTo("s=1;i=1001");
        }
    }

    @Test
    void aRecordDoesNotWaitForEver() throws Exception {
        try (DiskQueue queue = DiskQueue.open(folder, 64 << 20)) {
            LogFeed feed = feed(queue, Duration.ofMillis(50));
            Thread thread = Thread.ofVirtual().start(feed);
            feed.add(Fixtures.entry(1));
            DiskQueue.Stored stored = queue.take();
            assertThat(stored.batch().records()).isOne();
            thread.interrupt();
            thread.join();
        }
    }

    @Test
    void whatIsTooLargeIsSkippedAndTheRestGoesOn() throws Exception {
        try (DiskQueue queue = DiskQueue.open(folder, 64 << 20)) {
            LogFeed feed = feed(queue, Duration.ofHours(1));
            feed.add(large(1, 1_000_000));
            feed.add(Fixtures.entry(2));
            feed.flush();
            assertThat(feed.skipped()).isOne();
            assertThat(queue.records()).isOne();
            assertThat(warnings).hasSize(1).first().asString().contains("larger than");
        }
    }

    @Test
    void goesOnAfterTheLastEntryThatIsOnTheDisk() throws Exception {
        DiskQueue crashed = DiskQueue.open(folder, 64 << 20);
        LogFeed feed = feed(crashed, Duration.ofHours(1));
        feed.add(Fixtures.entry(1));
        feed.flush();
        feed.add(Fixtures.entry(2));
        assertThat(feed.cursor()).isEqualTo("s=1;i=2");
        try (DiskQueue queue = DiskQueue.open(folder, 64 << 20)) {
            assertThat(feed(queue, Duration.ofHours(1)).cursor()).isEqualTo("s=1;i=1");
        }
    }

    @Test
    void noticesDoNotMoveThePlace() throws IOException {
        try (DiskQueue queue = DiskQueue.open(folder, 64 << 20)) {
            LogFeed feed = feed(queue, Duration.ofHours(1));
            feed.notice("atoll-agent.service", Priority.WARNING, "7 log records were dropped");
            Batch batch = queue.head().orElseThrow().batch();
            assertThat(Fixtures.records(Fixtures.logs(batch.body()))
                            .getFirst()
                            .getBody()
                            .getStringValue())
                    .isEqualTo("7 log records were dropped");
            assertThat(queue.note()).isEmpty();
        }
    }
}
