package dev.atoll.systemtests.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.image.definition.Definition;
import dev.atoll.image.definition.DefinitionReader;
import dev.atoll.image.definition.Lock;
import dev.atoll.image.definition.LockFile;
import dev.atoll.store.ContentStore;
import dev.atoll.systemtests.Checkout;
import dev.atoll.systemtests.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every way a build fails: a clear error, an exit status that is not 0, and nothing half-written. */
@Tag("system")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailureJourneyTest {
    /** Well before the command would give up waiting for its own clean-up. */
    private static final Duration SOON = Duration.ofSeconds(8);

    private Path work;
    private Path keys;
    private Path lock;
    private Path distro;
    private Path output;
    private int outputs;

    @BeforeAll
    void buildOnce() throws IOException {
        work = Files.createTempDirectory(Path.of("/var/tmp"), "atoll-failure-");
        keys = work.resolve("keys");
        atoll("keys", "create", keys).run().succeeded();
        Path good = work.resolve("good");
        build(Checkout.containerLinux(), good).run().succeeded();
        lock = good.resolve("image.lock");
        Files.delete(good.resolve("container-linux.raw"));
        distro = work.resolve("distro");
        Command.of("cp", "-r", Checkout.containerLinux().getParent(), distro)
                .run()
                .succeeded();
    }

    @AfterAll
    void clean() throws IOException {
        delete(work);
    }

    @BeforeEach
    void freshOutput() {
        output = work.resolve("output-" + ++outputs);
    }

    @AfterEach
    void nothingIsHalfWritten() throws IOException {
        if (Files.exists(output)) {
            try {
                assertThat(output).isEmptyDirectory();
            } finally {
                delete(output);
            }
        }
    }

    @Test
    void aWrongKeyIsShownWithItsPlaceAndTheNearestOne() throws IOException {
        Path definition = edited("packages:\n  install:", "packages:\n  instal:");
        Command.Result result = build(definition, output).run();
        assertFailed(result);
        assertThat(result.output())
                .containsPattern("edited\\.yaml:\\d+:3: ")
                .contains("unknown key \"instal\"")
                .contains("did you mean \"install\"?")
                .contains("\n    ^");
    }

    @Test
    void anUnknownPackageIsNamedWithTheNearestOne() throws IOException {
        Command.Result result = build(edited("    - openssh-server\n", "    - opensh-server\n"), output)
                .run();
        assertFailed(result);
        assertThat(result.output()).contains("opensh-server").contains("openssh-server");
    }

    @Test
    void everySecretIsNamedWithWhatToDo() throws IOException {
        String key = "-----BEGIN PRIVATE " + "KEY-----\\n" + "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC".repeat(2);
        Path definition = edited("\nfiles:\n", """

                files:
                  - {path: /etc/reef/key.pem, text: "%s"}
                  - {path: /etc/ssh/ssh_host_ed25519_key, text: "x", mode: "0600"}
                """.formatted(key));
        Command.Result result = build(definition, output).run();
        assertFailed(result);
        assertThat(result.output())
                .contains("/etc/reef/key.pem of the root is a private key")
                .contains("/etc/ssh/ssh_host_ed25519_key of the root is an SSH host key")
                .contains("hint: give keys to machines as credentials")
                .contains("2 problems");
    }

    @Test
    void aSignatureByAnotherKeyIsRefused() throws IOException {
        Path definition = edited(
                "keys: [keys/debian-trixie-automatic.asc, keys/debian-trixie-stable.asc]",
                "keys: [keys/debian-trixie-security-automatic.asc]");
        Command.Result result = build(definition, output).run();
        assertFailed(result);
        assertThat(result.output()).contains("trixie").containsIgnoringCase("sign");
    }

    @Test
    void aPackageWithAnotherHashIsRefused() throws IOException {
        try (StoreMirror mirror = mirror(StoreMirror.Fault.WRONG_BYTES)) {
            Command.Result result = locked(mirror, work.resolve("store-wrong")).run();
            assertFailed(result);
            assertThat(result.output()).contains("bash").contains("SHA-256").contains("hint:");
        }
    }

    @Test
    void aCutDownloadIsReportedAndContinuedByTheNextRun() throws IOException {
        Path store = work.resolve("store-cut");
        try (StoreMirror mirror = mirror(StoreMirror.Fault.CUT)) {
            Command.Result result = locked(mirror, store).run();
            assertFailed(result);
            assertThat(result.output()).contains("bash").contains("kept");
        }
        try (StoreMirror mirror = mirror(StoreMirror.Fault.NONE)) {
            locked(mirror, store).run().succeeded();
            assertThat(mirror.rangesOfFaulty()).hasSize(1).allMatch(range -> range.matches("bytes=[1-9][0-9]*-"));
        }
        delete(output);
    }

    @Test
    void aFullDiskIsReported() throws IOException {
        Files.createDirectory(output);
        String line = "mount -t tmpfs -o size=64m none %s && { %s; status=$?; echo left: $(ls -A %s); exit $status; }"
                .formatted(output, words(build(Checkout.containerLinux(), output)), output);
        String privilege = "root".equals(System.getProperty("user.name")) ? "-m" : "-rm";
        Command.Result result =
                Command.of("unshare", privilege, "sh", "-c", line).run();
        assertFailed(result);
        assertThat(result.output()).contains("No space left on device").containsPattern("(?m)^left:$");
    }

    @Test
    void interruptingADownloadEndsItAndKeepsWhatCame() throws IOException, InterruptedException {
        Path store = work.resolve("store-stalled");
        try (StoreMirror mirror = mirror(StoreMirror.Fault.STALL)) {
            interrupted(locked(mirror, store), mirror::stalled);
        }
        try (Stream<Path> parts = Files.list(store.resolve("parts"))) {
            assertThat(parts).isNotEmpty();
        }
        assertThat(store.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void interruptingTheUnpackingLeavesNoPartOfAPackage() throws IOException, InterruptedException {
        Path store = Files.createDirectory(work.resolve("store-cold"));
        Command.of("cp", "-r", "--reflink=auto", Checkout.store().resolve("sha256"), store)
                .run()
                .succeeded();
        Command build = atoll(
                        "image", "build", Checkout.containerLinux(), "-o", output, "--keys", keys, "--store", store)
                .and("--lock", lock);
        interrupted(
                build,
                () -> !files(store.resolve("cache")).isEmpty()
                        && !files(store.resolve("tmp")).isEmpty());
        assertThat(store.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void interruptingTheWritingLeavesTheImageThatWasThere() throws IOException, InterruptedException {
        Path before = Files.writeString(Files.createDirectory(output).resolve("container-linux.raw"), "from before");
        Path part = output.resolve(".container-linux.raw.part");
        interrupted(
                build(Checkout.containerLinux(), output), () -> part.toFile().length() > 1 << 20);
        assertThat(files(output)).containsExactly(before);
        assertThat(before).hasContent("from before");
        Files.delete(before);
    }

    /** Sends the build what Ctrl-C sends, as soon as it is where the test wants it. */
    private void interrupted(Command build, BooleanSupplier there) throws IOException, InterruptedException {
        Path log = work.resolve("interrupted.log");
        // A shell that runs us in the background has the signal ignored, and children inherit that.
        Process process = Command.of("env", "--default-signal=INT")
                .and(build.words().toArray())
                .start(log);
        Command.Result result;
        long start;
        try {
            while (!there.getAsBoolean()) {
                assertThat(process.isAlive())
                        .as("goes on until it is interrupted, having said:\n" + Files.readString(log))
                        .isTrue();
                Thread.sleep(10);
            }
            start = System.nanoTime();
            Command.of("kill", "-INT", process.pid()).run().succeeded();
            result = Command.finish(process, log);
        } finally {
            process.destroyForcibly();
        }
        assertThat(result.status()).as(result.output()).isEqualTo(130);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
        assertThat(result.output())
                .contains("interrupted")
                .doesNotContain("\tat ")
                .doesNotContain("error");
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static void assertFailed(Command.Result result) {
        assertThat(result.status()).as(result.output()).isEqualTo(1);
        assertThat(result.output()).doesNotContain("\tat ").doesNotContain("internal error");
    }

    private StoreMirror mirror(StoreMirror.Fault fault) throws IOException {
        Definition definition = DefinitionReader.read(Checkout.containerLinux());
        Lock locked = LockFile.read(lock);
        return new StoreMirror(definition, locked, ContentStore.open(Checkout.store()), "bash", fault);
    }

    private Command locked(StoreMirror mirror, Path store) {
        return atoll(
                "image",
                "build",
                Checkout.containerLinux(),
                "-o",
                output,
                "--keys",
                keys,
                "--store",
                store,
                "--lock",
                lock,
                "--mirror",
                mirror.root());
    }

    private Command build(Path definition, Path to) {
        return atoll("image", "build", definition, "-o", to, "--keys", keys, "--store", Checkout.store());
    }

    private static Command atoll(Object... arguments) {
        List<Object> words = new ArrayList<>(List.of(Checkout.root().resolve("atoll")));
        words.addAll(List.of(arguments));
        return Command.of(words.toArray());
    }

    private static String words(Command command) {
        return String.join(" ", command.words());
    }

    /** A copy of the definition, changed in one place. */
    private Path edited(String from, String to) throws IOException {
        StringBuilder all = new StringBuilder();
        for (String layer : List.of("base", "node", "container-linux")) {
            String text = Files.readString(distro.resolve(layer + ".yaml"));
            all.append(text);
            Files.writeString(
                    distro.resolve(layer.equals("container-linux") ? "edited.yaml" : "edited-" + layer + ".yaml"),
                    text.replace("\nfrom: ", "\nfrom: edited-").replace(from, to));
        }
        assertThat(all).contains(from);
        return distro.resolve("edited.yaml");
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
