package dev.atoll.image.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionLayersTest {
    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @BeforeEach
    void makeBase() throws IOException {
        file("base/keys/k.asc", "key");
        file("base/effects/a.yaml", "{}");
        file("base/tree/x", "x");
        file("base/base.yaml", """
                definition: 1
                image: {architecture: x86_64}
                sources: [{name: s, debian: trixie, keys: [keys/k.asc]}]
                packages: {install: [bash]}
                effects: [effects]
                trees: [tree]
                files: [{path: /a, text: base}, {path: /b, text: base}]
                kernel: {commandLine: [quiet], initrd: {modules: [erofs], files: [], units: []}}
                perArchitecture:
                  x86_64: {packages: {install: [linux-amd64]}}
                  aarch64: {packages: {install: [linux-arm64]}, kernel: {commandLine: [console=ttyAMA0]}}
                """);
    }

    @Test
    void aDefinitionBuildsOnAnother() throws IOException {
        file("effects/b.yaml", "{}");
        Definition definition = DefinitionReader.read(file("host.yaml", """
                from: base/base.yaml
                drop: {files: [/b]}
                image: {id: host, name: Host, version: 1.0.0}
                packages: {install: [podman]}
                effects: [effects]
                files: [{path: /a, text: host}]
                """));
        assertThat(definition.image()).isEqualTo(new Image("host", "Host", "1.0.0", Architecture.X86_64));
        assertThat(definition.packages().install()).containsExactly("bash", "linux-amd64", "podman");
        assertThat(definition.sources().getFirst().keys()).containsExactly("base/keys/k.asc");
        assertThat(definition.effects()).containsExactly("base/effects", "effects");
        assertThat(definition.trees()).containsExactly("base/tree");
        assertThat(definition.files())
                .singleElement()
                .satisfies(it -> assertThat(it.text()).contains("host"));
    }

    @Test
    void theSameDefinitionServesSeveralArchitectures() throws IOException {
        Path host = file("host.yaml", "from: base/base.yaml\nimage: {id: host, name: Host, version: 1.0.0}\n");
        Definition arm = DefinitionReader.read(host, Architecture.AARCH64);
        assertThat(arm.image().architecture()).isEqualTo(Architecture.AARCH64);
        assertThat(arm.packages().install()).containsExactly("bash", "linux-arm64");
        assertThat(arm.kernel().commandLine()).containsExactly("quiet", "console=ttyAMA0");
        assertThat(DefinitionReader.readAll(host))
                .extracting(it -> it.image().architecture())
                .containsExactly(Architecture.X86_64, Architecture.AARCH64);
    }

    @Test
    void anArchitectureThatItIsNotForIsRefused() throws IOException {
        Path host = file("host.yaml", """
                definition: 1
                image: {id: a, name: A, version: "1", architecture: aarch64}
                sources: [{name: s, debian: trixie, keys: [base/keys/k.asc]}]
                packages: {install: [bash]}
                kernel: {commandLine: [], initrd: {modules: [], files: [], units: []}}
                """);
        assertThat(DefinitionReader.read(host).image().architecture()).isEqualTo(Architecture.AARCH64);
        assertThatThrownBy(() -> DefinitionReader.read(host, Architecture.X86_64))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("is not for x86_64")
                .hasMessageContaining("perArchitecture: {x86_64: {}}");
    }

    @Test
    void allProblemsOfAllFilesAndArchitecturesAppearOnce() throws IOException {
        Path host = file("host.yaml", """
                from: base/base.yaml
                image: {id: Host, name: Host, version: 1.0.0}
                files: [{path: a, text: x}]
                perArchitecture:
                  aarch64: {enable: [ssh]}
                  riscv: {}
                """);
        InvalidDocumentException e =
                catchThrowableOfType(InvalidDocumentException.class, () -> DefinitionReader.readAll(host));
        assertThat(e.problems())
                .extracting(it -> it.place().orElseThrow().line() + " " + it.code())
                .containsExactlyInAnyOrder("2 pattern", "3 pattern", "5 pattern", "6 unknown-key");
        assertThat(e.problems()).extracting(Problem::render).allMatch(it -> it.contains("^"));
    }

    @Test
    void theExamplesAndOurOwnAreSoundForBothArchitectures() throws IOException {
        Path root = Path.of("../..").toAbsolutePath().normalize();
        assertThat(DefinitionReader.readAll(root.resolve("distro/container-linux.yaml")))
                .hasSize(2);
        assertThat(Examples.definitions(root))
                .hasSizeGreaterThanOrEqualTo(3)
                .allSatisfy(it -> assertThat(DefinitionReader.readAll(it)).hasSize(2));
        assertThat(Files.readAllLines(root.resolve("examples/minimal.yaml"))).hasSizeLessThanOrEqualTo(20);
    }
}
