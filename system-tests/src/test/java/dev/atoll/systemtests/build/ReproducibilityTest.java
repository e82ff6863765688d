package dev.atoll.systemtests.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.image.definition.LockFile;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.store.ContentStore;
import dev.atoll.systemtests.Checkout;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every image is composed twice, in surroundings that share nothing but the definition, the lock and the keys: the
 * second time by another user, from a copy of the checkout, in another directory, with a store that holds packages only,
 * so that nothing made by the first build is used again. All output files must be equal.
 */
class ReproducibilityTest {
    private static final List<String> FOLDERS = List.of("distro", "examples", "system-tests/src/test/resources/sets");

    private Path work;
    private Path copies;

    @BeforeEach
    void makeRoom() throws IOException {
        work = Files.createTempDirectory(Path.of("/var/tmp"), "atoll-again-");
        // A file system that lists a directory in another order, where there is one.
        Path memory = Path.of("/dev/shm");
        copies = Files.createTempDirectory(Files.isWritable(memory) ? memory : work, "atoll-copies-");
    }

    @AfterEach
    void clean() throws IOException {
        for (Path directory : List.of(copies, work)) {
            if (!Files.exists(directory)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Test
    @Tag("system")
    void anImageDoesNotShowWhereAndByWhomItWasComposed() throws IOException {
        assertReproducible("examples/minimal.yaml", "x86_64");
    }

    @ParameterizedTest
    @Tag("full")
    @CsvSource({
        "distro/container-linux.yaml, x86_64",
        "distro/container-linux.yaml, aarch64",
        "examples/minimal.yaml, aarch64",
        "examples/containerd.yaml, x86_64",
        "examples/containerd.yaml, aarch64",
        "examples/kiosk.yaml, x86_64",
        "examples/kiosk.yaml, aarch64",
        "system-tests/src/test/resources/sets/server.yaml, x86_64",
        "system-tests/src/test/resources/sets/server.yaml, aarch64",
        "system-tests/src/test/resources/sets/cluster.yaml, x86_64",
        "system-tests/src/test/resources/sets/cluster.yaml, aarch64",
    })
    void noImageShowsWhereAndByWhomItWasComposed(String definition, String architecture) throws IOException {
        assertReproducible(definition, architecture);
    }

    private void assertReproducible(String definition, String architecture) throws IOException {
        Path keys = work.resolve("keys");
        Command.of(Checkout.root().resolve("atoll"), "keys", "create", keys)
                .run()
                .succeeded();
        Path first = firstBuild(definition, architecture, keys);
        Path second = secondBuild(definition, architecture, keys, first.resolve("image.lock"));
        assertThat(names(first)).hasSizeGreaterThanOrEqualTo(3).isEqualTo(names(second));
        for (String name : names(first)) {
            assertThat(SparseFile.mismatch(first.resolve(name), second.resolve(name)))
                    .as("first byte in which %s of %s for %s differs", name, definition, architecture)
                    .isEmpty();
        }
    }

    private Path firstBuild(String definition, String architecture, Path keys) throws IOException {
        Surroundings usual = Surroundings.usual();
        Path home = Files.createDirectories(work.resolve("first"));
        Path store = Files.createDirectories(Checkout.store());
        usual.give(work, store);
        usual.run(home, build(Checkout.root().resolve(definition), architecture, home.resolve("out"), keys, store));
        return home.resolve("out");
    }

    private Path secondBuild(String definition, String architecture, Path keys, Path lock) throws IOException {
        Surroundings unusual = Surroundings.unusual();
        Path home = Files.createDirectories(work.resolve("second by another user"));
        Path store = Files.createDirectory(home.resolve("store"));
        for (LockedPackage item : LockFile.read(lock).packages()) {
            Path file = ContentStore.open(Checkout.store()).find(item.sha256()).orElseThrow();
            Path copy = store.resolve(Checkout.store().relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        }
        Surroundings.copy(FOLDERS, copies.resolve("checkout"));
        unusual.give(work, copies);
        String line = build(copies.resolve("checkout").resolve(definition), architecture, Path.of("made"), keys, store);
        unusual.run(home, line + " --offline --lock " + lock);
        return home.resolve("made");
    }

    private static String build(Path definition, String architecture, Path output, Path keys, Path store) {
        return "%s image build '%s' --architecture %s --output '%s' --keys '%s' --store '%s'"
                .formatted(Checkout.root().resolve("atoll"), definition, architecture, output, keys, store);
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
