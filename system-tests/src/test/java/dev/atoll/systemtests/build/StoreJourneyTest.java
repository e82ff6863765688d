package dev.atoll.systemtests.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.image.definition.DefinitionReader;
import dev.atoll.image.definition.LockFile;
import dev.atoll.image.definition.LockedPackage;
import dev.atoll.store.ContentStore;
import dev.atoll.systemtests.Checkout;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Locks and stores as a team uses them: at once, killed, without a network, cleaned, and handed on as a repository. */
@Tag("system")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreJourneyTest {
    private static final String IMAGE = "container-linux.raw";

    private Path work;
    private Path keys;
    private Path lock;
    private Path reference;

    @BeforeAll
    void lockAndBuild() throws IOException {
        work = Files.createTempDirectory(Path.of("/var/tmp"), "atoll-store-");
        keys = work.resolve("keys");
        lock = work.resolve("image.lock");
        reference = work.resolve("reference");
        atoll("keys", "create", keys).run().succeeded();
        Command.Result made = atoll("image", "lock", Checkout.containerLinux(), "-o", lock, "--store", Checkout.store())
                .run()
                .succeeded();
        assertThat(made.output()).contains("added", "written: ");
        build(reference, Checkout.store()).run().succeeded();
    }

    @AfterAll
    void clean() throws IOException {
        delete(work);
    }

    @Test
    void aBuildFromALockKeepsTheLock() {
        assertThat(reference.resolve("image.lock")).hasSameBinaryContentAs(lock);
        Command.Result again = atoll(
                        "image", "lock", Checkout.containerLinux(), "-o", lock, "--store", Checkout.store(), "--check")
                .run()
                .succeeded();
        assertThat(again.output()).contains("up to date");
    }

    @Test
    void twoBuildsAndACleanerAtOnceOnAColdStoreAgreeAndFetchNothingThrice() throws IOException {
        Path store = work.resolve("store-cold");
        List<Path> outputs = List.of(work.resolve("one"), work.resolve("two"));
        try (StoreMirror mirror = mirror(StoreMirror.Fault.NONE)) {
            List<Process> builds = new ArrayList<>();
            for (Path output : outputs) {
                builds.add(build(output, store).and("--mirror", mirror.root()).start(log(output)));
            }
            while (builds.stream().anyMatch(Process::isAlive)) {
                atoll("store", "gc", "--store", store, "--older-than", "0d")
                        .run()
                        .succeeded();
            }
            for (int i = 0; i < outputs.size(); i++) {
                Command.finish(builds.get(i), log(outputs.get(i))).succeeded();
                same(outputs.get(i));
            }
            Map<String, Integer> requests = mirror.requests();
            for (LockedPackage item : LockFile.read(lock).packages()) {
                assertThat(requests.get("/" + item.path())).as(item.path()).isBetween(1, 2);
            }
        }
        assertThat(atoll("store", "verify", "--store", store).run().succeeded().output())
                .contains("all sound");
        assertThat(store.resolve("tmp")).isEmptyDirectory();
        delete(store);
    }

    @Test
    void aBuildThatIsKilledWhileItFetchesOrUnpacksHurtsNobody() throws IOException, InterruptedException {
        Path store = work.resolve("store-killed");
        Path output = work.resolve("killed");
        try (StoreMirror mirror = mirror(StoreMirror.Fault.STALL)) {
            killed(build(output, store).and("--mirror", mirror.root()), mirror::stalled);
        }
        assertThat(store.resolve("parts")).isNotEmptyDirectory();
        try (StoreMirror mirror = mirror(StoreMirror.Fault.NONE)) {
            killed(
                    build(output, store).and("--mirror", mirror.root()),
                    () -> files(store.resolve("cache")).size() > 5);
            build(output, store).and("--mirror", mirror.root()).run().succeeded();
        }
        same(output);
        assertThat(atoll("store", "verify", "--store", store).run().succeeded().output())
                .contains("all sound");
        delete(store);
    }

    @Test
    void aMirrorThatDroppedAPackageIsNotAskedForWhatTheStoreHas() throws IOException {
        Path output = work.resolve("dropped");
        try (StoreMirror mirror = mirror(StoreMirror.Fault.NONE)) {
            build(output, Checkout.store()).and("--mirror", mirror.root()).run().succeeded();
            assertThat(mirror.requests()).isEmpty();
        }
        same(output);
    }

    @Test
    void aRepositoryOfOursGivesTheSameImageWithoutANetworkBesideIt() throws IOException {
        Path repository = work.resolve("repository");
        Path key = work.resolve("archive-key");
        atoll("keys", "archive", key).run().succeeded();
        Command.Result written = atoll("mirror", repository, "--lock", lock, "--key", key, "--store", Checkout.store())
                .run()
                .succeeded();
        assertThat(written.output()).contains("trixie", "signed with");
        Path store = work.resolve("store-repository");
        Path output = work.resolve("from-repository");
        build(output, store).and("--mirror", repository.toUri()).run().succeeded();
        same(output);
        delete(output);
        // Without a network it works from what the store has now, and says all that is missing from an empty one.
        build(output, store).and("--offline").run().succeeded();
        same(output);
        Command.Result empty =
                build(output, work.resolve("store-empty")).and("--offline").run();
        assertThat(empty.status()).as(empty.output()).isEqualTo(1);
        assertThat(empty.output())
                .contains("no network, and the store lacks", "bash ", "systemd ", "atoll image lock")
                .doesNotContain("\tat ");
        delete(store);
    }

    private void same(Path output) throws IOException {
        assertThat(SparseFile.mismatch(reference.resolve(IMAGE), output.resolve(IMAGE)))
                .isEmpty();
    }

    /** Kills it, as no process can prevent, when it is where the test wants it. */
    private void killed(Command build, BooleanSupplier there) throws IOException, InterruptedException {
        Path log = work.resolve("killed.log");
        Process process = build.start(log);
        while (!there.getAsBoolean()) {
            assertThat(process.isAlive())
                    .as("goes on until it is killed, having said:\n" + Files.readString(log))
                    .isTrue();
            Thread.sleep(10);
        }
        process.destroyForcibly();
        assertThat(process.waitFor()).isEqualTo(137);
    }

    private static List<Path> files(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private Path log(Path output) {
        return work.resolve(output.getFileName() + ".log");
    }

    private StoreMirror mirror(StoreMirror.Fault fault) throws IOException {
        return new StoreMirror(
                DefinitionReader.read(Checkout.containerLinux()),
                LockFile.read(lock),
                ContentStore.open(Checkout.store()),
                "bash",
                fault);
    }

    private Command build(Path output, Path store) {
        return atoll("image", "build", Checkout.containerLinux(), "-o", output, "--keys", keys, "--store", store)
                .and("--lock", lock);
    }

    private static Command atoll(Object... arguments) {
        List<Object> words = new ArrayList<>(List.of(Checkout.root().resolve("atoll")));
        words.addAll(List.of(arguments));
        return Command.of(words.toArray());
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> files = Files.walk(tree)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
