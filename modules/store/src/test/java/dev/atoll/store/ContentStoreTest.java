package dev.atoll.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentStoreTest {
    private static final byte[] BYTES = "contents".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path root;

    @Test
    void anObjectLiesUnderItsDigest() throws IOException {
        ContentStore store = ContentStore.open(root);
        Digest digest = store.put(BYTES);
        assertThat(digest).isEqualTo(Digest.of(BYTES));
        Path object = store.find(digest).orElseThrow();
        assertThat(object)
                .isEqualTo(root.resolve("sha256")
                        .resolve(digest.hex().substring(0, 2))
                        .resolve(digest.hex().substring(2)));
        assertThat(Files.readAllBytes(object)).isEqualTo(BYTES);
        assertThat(store.read(digest)).isEqualTo(BYTES);
    }

    @Test
    void aDirectoryForSomeWorkIsGoneAfterwardsHoweverItEnds() {
        ContentStore store = ContentStore.open(root);
        DirectoryWorks works = new DirectoryWorks();
        assertThat(store.inDirectory(works)).isEqualTo(1);
        assertThat(root.resolve("tmp")).isEmptyDirectory();
        assertThatThrownBy(() -> store.inDirectory(directory -> {
                    works.in(directory);
                    throw new IOException("no space");
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no space");
        assertThat(root.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void anAbandonedDirectoryIsRemovedWithWhatIsInIt() throws IOException {
        ContentStore.open(root);
        Path old = Files.createDirectory(root.resolve("tmp/work"));
        new DirectoryWorks().in(old);
        Path elsewhere = Files.createFile(root.resolve("elsewhere"));
        Files.createSymbolicLink(old.resolve("link"), elsewhere);
        Files.setLastModifiedTime(old, FileTime.fromMillis(0));
        ContentStore.open(root);
        assertThat(old).doesNotExist();
        assertThat(elsewhere).exists();
    }

    /** Leaves files in folders. */
    private static final class DirectoryWorks implements ContentStore.DirectoryWork<Integer> {
        @Override
        public Integer in(Path directory) throws IOException {
            assertThat(directory).isEmptyDirectory();
            Files.write(Files.createDirectories(directory.resolve("a/b")).resolve("file"), BYTES);
            return 1;
        }
    }

    @Test
    void aMissingObjectIsNotFound() {
        assertThat(ContentStore.open(root).find(Digest.of(BYTES))).isEmpty();
    }

    @Test
    void bytesWithAnotherDigestAreRefusedAndLeaveNothing() throws IOException {
        ContentStore store = ContentStore.open(root);
        Digest other = Digest.of(new byte[1]);
        assertThatThrownBy(() -> store.put(new ByteArrayInputStream(BYTES), other))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(Digest.of(BYTES).hex())
                .hasMessageContaining(other.hex())
                .hasMessageContaining("hint:");
        assertThat(files()).isEmpty();
    }

    @Test
    void anObjectDamagedOnDiskIsNoticedWhenRead() throws IOException {
        ContentStore store = ContentStore.open(root);
        Digest digest = store.put(BYTES);
        Files.write(store.find(digest).orElseThrow(), new byte[] {1});
        assertThatThrownBy(() -> store.read(digest)).isInstanceOf(StoreException.class);
    }

    @Test
    void aFullDiskIsExplainedAndLeavesNothing() throws IOException {
        ContentStore store = ContentStore.open(root);
        assertThatThrownBy(() -> store.cache("kind", "key", out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("free some space");
        assertThat(store.cached("kind", "key")).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void aSourceThatFailsLeavesNothing() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> ContentStore.open(root).put(broken, Digest.of(BYTES)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("gone");
        assertThat(files()).isEmpty();
    }

    @Test
    void aDerivedFileIsReplacedAtomically() throws IOException {
        ContentStore store = ContentStore.open(root);
        Path first = store.cache("kind-1", "key", out -> out.write(1));
        assertThatThrownBy(() -> store.cache("kind-1", "key", out -> {
                    out.write(2);
                    throw new IllegalStateException("writer");
                }))
                .hasMessage("writer");
        assertThat(Files.readAllBytes(first)).containsExactly(1);
        store.cache("kind-1", "key", out -> out.write(3));
        assertThat(Files.readAllBytes(store.cached("kind-1", "key").orElseThrow()))
                .containsExactly(3);
    }

    @Test
    void keysCannotLeaveTheCache() {
        ContentStore store = ContentStore.open(root);
        for (String bad : List.of("..", "a/b", "", ".hidden", "a\\b")) {
            assertThatThrownBy(() -> store.cached("kind", bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> store.cached(bad, "key")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aKilledWritersFileGoesAfterADayAndNotBefore() throws IOException {
        ContentStore.open(root);
        Path old = Files.createFile(root.resolve("tmp/old.tmp"));
        Path young = Files.createFile(root.resolve("tmp/young.tmp"));
        FileTime now = Files.getLastModifiedTime(young);
        Files.setLastModifiedTime(old, FileTime.from(now.toInstant().minus(Duration.ofDays(2))));
        ContentStore.open(root);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void manyWritersOfTheSameObjectsAgree() throws Exception {
        byte[] large = new byte[300_000];
        Digest digest = Digest.of(large);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Path>> running = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                ContentStore store = ContentStore.open(root);
                running.add(threads.submit(() -> store.put(new ByteArrayInputStream(large), digest)));
            }
            for (Future<Path> path : running) {
                assertThat(Files.readAllBytes(path.get())).isEqualTo(large);
            }
        }
        assertThat(files()).hasSize(1);
    }

    @Test
    void aRootThatIsAFileIsRefused() throws IOException {
        Path file = Files.createFile(root.resolve("file"));
        assertThatThrownBy(() -> ContentStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(file.toString());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(root.resolve("leases")) && !file.endsWith("gate"))
                    .toList();
        }
    }
}
