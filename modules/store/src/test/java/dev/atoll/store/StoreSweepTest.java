package dev.atoll.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSweepTest {
    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(100));
    private static final Instant LIMIT = NOW.minus(Duration.ofDays(30));

    @TempDir
    Path root;

    private Digest first;
    private Digest second;

    @BeforeEach
    void fill() throws IOException {
        try (ContentStore store = open()) {
            first = store.put(new byte[] {1});
            second = store.put(new byte[] {2});
            store.cache("kind-1", first.hex(), out -> out.write(1));
            store.cache("kind-1", second.hex() + "-variant", out -> out.write(2));
            store.note("dates", "a", "note");
            Files.write(store.part(second), new byte[9]);
        }
        for (StoredFile file : StoreContents.of(open()).files()) {
            Files.setLastModifiedTime(file.path(), FileTime.from(LONG_AGO));
        }
    }

    private ContentStore open() {
        return ContentStore.open(root, InstantSource.fixed(NOW));
    }

    private List<StoredFile> sweep(Digest... keep) {
        StoreSweep sweep = new StoreSweep(open(), Set.of(keep), LIMIT);
        return sweep.remove(sweep.candidates(), size -> {});
    }

    private List<StoredFile> left() {
        return StoreContents.of(open()).files();
    }

    @Test
    void removesWhatNobodyNeedsAndNothingElse() {
        assertThat(sweep()).hasSize(5);
        assertThat(left()).isEmpty();
        assertThat(root.resolve("tmp")).isEmptyDirectory();
        assertThat(open().note("dates", "a")).contains("note");
    }

    @Test
    void keepsObjectsThatAreNamedButNotWhatCanBeDerivedFromThemAgain() {
        assertThat(sweep(second)).hasSize(4);
        assertThat(left()).singleElement().satisfies(file -> {
            assertThat(file.kind()).isEqualTo(StoredFile.Kind.OBJECT);
            assertThat(file.digest()).contains(second);
        });
    }

    @Test
    void useCountsAndNotOnlyBirth() {
        try (ContentStore store = open()) {
            assertThat(store.find(first)).isPresent();
            assertThat(store.cached("kind-1", second.hex() + "-variant")).isPresent();
        }
        assertThat(sweep()).hasSize(3);
        assertThat(left()).extracting(StoredFile::used).allMatch(NOW::equals);
    }

    @Test
    void whatIsInUseStaysHoweverOldItLooks() throws IOException {
        ContentStore user = open();
        assertThat(user.find(first)).isPresent();
        Files.setLastModifiedTime(user.find(first).orElseThrow(), FileTime.from(LONG_AGO));
        assertThat(sweep()).hasSize(4);
        assertThat(left()).extracting(StoredFile::digest).containsExactly(Optional.of(first));
        user.close();
        assertThat(sweep()).hasSize(1);
    }

    @Test
    void whatAnotherProcessUsesStaysUntilItDies() throws Exception {
        try (StoreUser other = new StoreUser(root, first)) {
            Path object = open().layout().object(first);
            Files.setLastModifiedTime(object, FileTime.from(LONG_AGO));
            StoreSweep sweep = new StoreSweep(open(), Set.of(), LIMIT);
            assertThat(sweep.candidates()).hasSize(5);
            assertThat(sweep.notInUse(sweep.candidates())).hasSize(4);
            assertThat(sweep()).hasSize(4);
            assertThat(object).exists();
            assertThat(StoreContents.of(open()).inUse()).isEqualTo(1);
            other.kill();
            assertThat(sweep()).hasSize(1);
            assertThat(object).doesNotExist();
            assertThat(root.resolve("leases")).isEmptyDirectory();
        }
    }

    @Test
    void whatIsPutAgainMeanwhileIsNotRemoved() {
        StoreSweep sweep = new StoreSweep(open(), Set.of(), LIMIT);
        List<StoredFile> candidates = sweep.candidates();
        open().cache("kind-1", first.hex(), out -> out.write(1));
        assertThat(sweep.remove(candidates, size -> {})).hasSize(4);
    }

    @Test
    void aDownloadThatIsUnderWayStays() throws IOException {
        Path part = open().part(second);
        // Locked as a download of this very process would have it.
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.lock();
            assertThat(sweep()).hasSize(4).extracting(StoredFile::path).doesNotContain(part);
        }
    }

    @Test
    void aSweepThatWasKilledHasLeftWholeFilesOnly() throws IOException {
        // It dies after putting files aside: they are renamed, nothing else.
        try (ContentStore store = open()) {
            Files.move(store.layout().object(first), root.resolve("tmp/aside.tmp"));
            assertThat(store.find(first)).isEmpty();
            assertThat(store.put(new byte[] {1})).isEqualTo(first);
            assertThat(store.read(first)).containsExactly(1);
        }
        Files.setLastModifiedTime(root.resolve("tmp/aside.tmp"), FileTime.from(Instant.EPOCH));
        open();
        assertThat(root.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void usersAndSweepersAtOnceNeverLoseWhatWasFound() throws Exception {
        List<byte[]> objects = IntStream.range(0, 40)
                .mapToObj(i -> ("object " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> running = new ArrayList<>();
            for (int user = 0; user < 2; user++) {
                running.add(threads.submit(() -> {
                    for (int round = 0; round < 10; round++) {
                        try (ContentStore store = open()) {
                            objects.forEach(bytes -> use(store, bytes));
                        }
                    }
                }));
                running.add(threads.submit(() -> {
                    for (int round = 0; round < 20; round++) {
                        // Everything counts as unused since long, so that only leases protect it.
                        StoreSweep sweep = new StoreSweep(open(), Set.of(), Instant.MAX);
                        sweep.remove(sweep.candidates(), size -> {});
                    }
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private static void use(ContentStore store, byte[] bytes) {
        Digest digest = store.put(bytes);
        assertThat(store.find(digest)).isPresent();
        assertThat(store.read(digest)).isEqualTo(bytes);
    }
}
