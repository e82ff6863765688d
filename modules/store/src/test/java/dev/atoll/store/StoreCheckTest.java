package dev.atoll.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCheckTest {
    @TempDir
    Path root;

    @Test
    void aSoundStoreHasNoDamage() {
        ContentStore store = ContentStore.open(root);
        store.put(new byte[] {1});
        store.put(new byte[300_000]);
        AtomicLong read = new AtomicLong();
        assertThat(new StoreCheck(store).run(StoreContents.of(store).objects(), read::addAndGet))
                .isEmpty();
        assertThat(read).hasValue(300_001);
    }

    @Test
    void aDamagedObjectIsPutAsideAndCanBePutAgain() throws IOException {
        ContentStore store = ContentStore.open(root);
        Digest sound = store.put(new byte[] {1});
        Digest damaged = store.put(new byte[] {2});
        Files.write(store.find(damaged).orElseThrow(), new byte[] {3});
        List<StoreCheck.Damage> found =
                new StoreCheck(store).run(StoreContents.of(store).objects(), read -> {});
        assertThat(found)
                .containsExactly(new StoreCheck.Damage(
                        damaged,
                        Digest.of(new byte[] {3}).hex(),
                        root.resolve("quarantine").resolve(damaged.hex())));
        assertThat(store.find(damaged)).isEmpty();
        assertThat(store.find(sound)).isPresent();
        assertThat(StoreContents.of(store).files())
                .extracting(StoredFile::kind)
                .containsExactlyInAnyOrder(StoredFile.Kind.OBJECT, StoredFile.Kind.QUARANTINED);
        assertThat(store.put(new byte[] {2})).isEqualTo(damaged);
        assertThat(store.read(damaged)).containsExactly(2);
    }

    @Test
    void anObjectThatIsGoneMeanwhileIsNoDamage() throws IOException {
        ContentStore store = ContentStore.open(root);
        store.put(new byte[] {1});
        List<StoredFile> objects = StoreContents.of(store).objects();
        Files.delete(objects.getFirst().path());
        assertThat(new StoreCheck(store).run(objects, read -> {})).isEmpty();
    }
}
