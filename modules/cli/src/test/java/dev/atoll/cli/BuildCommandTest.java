package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that fail before anything is fetched. */
class BuildCommandTest {
    @TempDir
    private Path folder;

    private Path definition;
    private Path output;

    @BeforeEach
    void writeDefinition() throws IOException {
        Files.writeString(folder.resolve("key.asc"), "key");
        output = folder.resolve("out");
        definition = Files.writeString(folder.resolve("image.yaml"), """
                definition: 1
                image: {id: a, name: Lagoon, version: 1.2.3, architecture: x86_64}
                sources: [{name: s, debian: trixie, keys: [key.asc]}]
                packages: {install: [bash]}
                kernel: {commandLine: [], initrd: {modules: [], files: [], units: []}}
                """);
    }

    private Ran build(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("image", "build", definition.toString(), "--output", output.toString(), "--store"));
        arguments.add(folder.resolve("store").toString());
        arguments.addAll(List.of(more));
        Map<String, String> environment = Map.of("XDG_DATA_HOME", folder.toString());
        return Ran.with(environment, false, arguments.toArray(new String[0]));
    }

    @Test
    void withoutKeysItSaysHowToMakeThem() {
        Ran ran = build();
        Path keys = folder.resolve("atoll/keys/default");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("error: no signing keys in " + keys, "atoll keys create " + keys);
        assertThat(output).doesNotExist();
    }

    @Test
    void keysThatAreNotThereAreNamed() {
        Ran ran = build("--keys", folder.resolve("none").toString());
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains(folder.resolve("none").toString()).doesNotContain("internal error");
    }

    @Test
    void aLockForOtherPackagesIsRefused() throws IOException {
        Path keys = folder.resolve("keys");
        assertThat(Ran.atoll("keys", "create", keys.toString()).status()).isZero();
        Path lock = Files.writeString(folder.resolve("image.lock"), """
                {"lock": 1, "definition": "DIGEST", "architecture": "x86_64", "date": 5, "sources": [], "packages": []}
                """.replace("DIGEST", "0".repeat(64)));
        Ran ran = build("--keys", keys.toString(), "--lock", lock.toString());
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains("error: the lock was made for other sources or packages", "hint: build without --lock");
        assertThat(output).doesNotExist();
    }

    @Test
    void aBadLockIsShownWithItsProblems() throws IOException {
        Path keys = folder.resolve("keys");
        assertThat(Ran.atoll("keys", "create", keys.toString()).status()).isZero();
        Path lock = Files.writeString(folder.resolve("image.lock"), "{\"lock\": 2}");
        Ran ran = build("--keys", keys.toString(), "--lock", lock.toString(), "--json");
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out()).contains("\"ok\" : false", lock.toString());
    }
}
