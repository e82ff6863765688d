package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks without a network and a store that has anything. */
class LockCommandTest {
    @TempDir
    private Path folder;

    private Path definition;
    private Path lock;

    @BeforeEach
    void writeDefinition() throws IOException {
        Files.copy(Path.of("../../distro/keys/debian-trixie-stable.asc"), folder.resolve("key.asc"));
        lock = folder.resolve("image.lock");
        definition = Files.writeString(folder.resolve("image.yaml"), """
                definition: 1
                image: {id: a, name: Lagoon, version: 1.2.3, architecture: x86_64}
                sources: [{name: s, debian: trixie, keys: [key.asc]}, {name: t, debian: trixie-updates, keys: [key.asc]}]
                packages: {install: [bash]}
                kernel: {commandLine: [], initrd: {modules: [], files: [], units: []}}
                """);
    }

    private Ran lock(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "image",
                "lock",
                definition.toString(),
                "-o",
                lock.toString(),
                "--store",
                folder.resolve("store").toString(),
                "--offline"));
        arguments.addAll(List.of(more));
        return Ran.atoll(arguments.toArray(new String[0]));
    }

    @Test
    void withoutANetworkAllThatIsMissingIsNamed() {
        Ran ran = lock();
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err())
                .contains("error: there is to be no network, and the store lacks 2 files:")
                .contains("any InRelease of s", "any InRelease of t")
                .contains("hint: fetch them once, with a network: atoll image lock");
        assertThat(lock).doesNotExist();
    }

    @Test
    void updateTakesNamesOrNone() {
        assertThat(lock("--update").err()).contains("any InRelease of s");
        assertThat(lock("--update", "bash", "dash").err())
                .contains("there is no lock yet in which to update bash, dash");
    }

    @Test
    void aLockOfAnotherArchitectureIsRefused() throws IOException {
        Files.writeString(lock, """
                {"lock": 1, "definition": "ZERO", "architecture": "aarch64", "date": 5, "sources": [], "packages": []}
                """.replace("ZERO", "0".repeat(64)));
        assertThat(lock("--check").err()).contains("another architecture", "-o FILE");
    }

    @Test
    void buildsAndPlansKnowTheOptionToo() {
        String store = folder.resolve("store").toString();
        assertThat(Ran.atoll("image", "plan", definition.toString(), "--offline", "--store", store)
                        .err())
                .contains("the store lacks 2 files");
        assertThat(Ran.atoll("image", "build", "--help").out()).contains("--offline");
        assertThat(Ran.atoll("up", "--help").out()).contains("--offline");
    }
}
