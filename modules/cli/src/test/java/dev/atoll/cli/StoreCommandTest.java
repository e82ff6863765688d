package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.store.ContentStore;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCommandTest {
    private static final String LOCK = """
            {"lock": 1, "definition": "ZERO", "architecture": "x86_64", "date": 5,
             "sources": [{"name": "s", "inRelease": "ZERO", "signedBy": "KEY", "date": 5}],
             "packages": [{"name": "aa", "version": "1", "architecture": "amd64", "source": "s",
                           "path": "pool/aa.deb", "size": 3, "sha256": "FILE"}]}
            """;

    @TempDir
    private Path folder;

    private Path root;
    private Digest old;
    private Digest other;

    @BeforeEach
    void fill() throws IOException {
        root = folder.resolve("store");
        try (ContentStore store = ContentStore.open(root)) {
            old = store.put(new byte[] {1, 2, 3});
            other = store.put(new byte[] {4});
            FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(40)));
            Files.setLastModifiedTime(store.find(old).orElseThrow(), longAgo);
        }
    }

    private Ran store(String command, String... more) {
        String[] arguments = new String[more.length + 4];
        arguments[0] = "store";
        arguments[1] = command;
        arguments[2] = "--store";
        arguments[3] = root.toString();
        System.arraycopy(more, 0, arguments, 4, more.length);
        return Ran.atoll(arguments);
    }

    private Path lock() throws IOException {
        return Files.writeString(
                folder.resolve("image.lock"),
                LOCK.replace("ZERO", "0".repeat(64))
                        .replace("KEY", "A".repeat(40))
                        .replace("FILE", old.hex()));
    }

    @Test
    void infoCountsWhatThereIs() {
        Ran ran = store("info");
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("object ", " 2 files").endsWith("0 in use\n");
        assertThat(store("info", "--json").out()).contains("\"files\" : 2", "\"bytes\" : 4", "\"inUse\" : 0");
    }

    @Test
    void gcRemovesWhatWasNotUsedForLong() {
        Ran dry = store("gc", "--dry-run");
        assertThat(dry.out()).contains("sha256/" + old.hex().substring(0, 2), "would remove 1 files");
        assertThat(store("gc").out()).contains("removed 1 files");
        try (ContentStore store = ContentStore.open(root)) {
            assertThat(store.has(old)).isFalse();
            assertThat(store.has(other)).isTrue();
        }
        assertThat(store("gc", "--older-than", "0h", "--json").out()).contains("\"bytes\" : 1");
    }

    @Test
    void gcKeepsWhatLocksName() throws IOException {
        assertThat(store("gc", "--keep-locks", lock().toString(), "--older-than", "0d")
                        .out())
                .contains("removed 1 files");
        try (ContentStore store = ContentStore.open(root)) {
            assertThat(store.has(old)).isTrue();
        }
    }

    @Test
    void gcRemovesNothingIfALockCannotBeRead() throws IOException {
        Path bad = Files.writeString(folder.resolve("bad.lock"), "{}");
        Ran ran = store("gc", "--keep-locks", bad.toString(), "--older-than", "0d");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(store("info").out()).contains(" 2 files");
    }

    @Test
    void anAgeThatIsNoneIsWrongUsage() {
        Ran ran = store("gc", "--older-than", "soon");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("hours, days or weeks");
    }

    @Test
    void verifyPutsDamageAside() throws IOException {
        assertThat(store("verify").out()).contains("2 objects", "all sound");
        try (ContentStore store = ContentStore.open(root)) {
            Files.write(store.find(old).orElseThrow(), new byte[] {9});
        }
        Ran ran = store("verify");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("damaged: " + old, "quarantine/" + old, "1 damaged");
        assertThat(store("verify", "--json").out()).contains("\"objects\" : 1", "\"damaged\" : [ ]");
    }

    @Test
    void aRepositoryNeedsAKeyAndWhatTheLockNames() throws IOException {
        Path key = folder.resolve("key");
        String[] arguments = {
            "mirror",
            folder.resolve("apt").toString(),
            "--lock",
            lock().toString(),
            "--key",
            key.toString(),
            "--store",
            root.toString()
        };
        Ran without = Ran.atoll(arguments);
        assertThat(without.status()).isEqualTo(1);
        assertThat(without.err()).contains("no archive key", "hint: make one: atoll keys archive");
        assertThat(Ran.atoll("keys", "archive", key.toString()).out()).contains("made archive key ");
        assertThat(key.resolve("archive.asc")).content().contains("BEGIN PGP PUBLIC KEY BLOCK");
        Ran lacking = Ran.atoll(arguments);
        assertThat(lacking.status()).isEqualTo(1);
        assertThat(lacking.err()).contains("does not have its InRelease", "hint:");
        try (ContentStore store = ContentStore.open(root)) {
            Files.delete(store.find(old).orElseThrow());
        }
        assertThat(Ran.atoll(arguments).err()).contains("the store lacks a file:", "aa 1, 3 bytes");
        assertThat(folder.resolve("apt")).doesNotExist();
    }
}
