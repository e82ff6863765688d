package dev.atoll.image.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.document.InvalidDocumentException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.SnakeYamlNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema, judged by another implementation of JSON Schema, against what the reader says. */
class DefinitionSchemaTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final URI SCHEMA = URI.create("https://atoll.example/image");

    private static final Validator VALIDATOR = validator();

    @TempDir
    private Path folder;

    /** Registering checks the schema against the specification's own schema of schemas. */
    private static Validator validator() {
        Validator validator = new ValidatorFactory()
                .withJsonNodeFactory(new SnakeYamlNode.Factory())
                .createValidator();
        validator.registerSchema(SCHEMA, DefinitionSchema.text());
        return validator;
    }

    private static List<String> schemaProblems(String yaml) {
        return VALIDATOR.validate(SCHEMA, yaml).getErrors().stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getError())
                .toList();
    }

    @Test
    void thePublishedSchemaIsThatOfTheCode() throws IOException {
        assertThat(ROOT.resolve("docs/schema/image.schema.json"))
                .as("make it anew: ./atoll image schema > docs/schema/image.schema.json")
                .hasContent(DefinitionSchema.text());
    }

    @Test
    void ourOwnDefinitionsAndTheExamplesFollowIt() throws IOException {
        List<Path> files =
                new ArrayList<>(List.of(ROOT.resolve("distro/base.yaml"), ROOT.resolve("distro/container-linux.yaml")));
        files.addAll(Examples.definitions(ROOT));
        for (Path file : files) {
            assertThat(schemaProblems(Files.readString(file)))
                    .as(file.toString())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enabel: [ssh.service]",
                "enable: [ssh]",
                "enable: ssh.service",
                "disk: {espMiB: 1}",
                "disk: {espMiB: large}",
                "outputs: []",
                "outputs: [floppy]",
                "accounts: [{name: a}]",
                "accounts: [{name: A, id: 1000}]",
                "accounts: [{name: a, id: 1}]",
                "kernelAddons: [{name: debug, commandLine: []}]",
                "limits: {rootMiB: 0}",
                "perArchitecture: {riscv64: {}}",
                "perArchitecture: {aarch64: {enabel: []}}",
                "drop: {enabel: [x]}",
                "drop: {image: [x]}",
                "from: 3",
                "image: {id: a, name: A, architecture: x86_64}",
                "sources: [{name: s, debian: trixie}]",
                "packages: {install: [Bash]}",
                "packages: {install: [bash, bash]}",
                "kernel: {commandLine: [' x']}",
                "mask: [a.service, a.service]"
            })
    void refusesWhatTheReaderRefuses(String line) throws IOException {
        Files.writeString(folder.resolve("key.asc"), "key");
        String key = line.substring(0, line.indexOf(':'));
        String yaml = Stream.of(
                                "definition: 1",
                                "image: {id: a, name: A, version: '1', architecture: x86_64}",
                                "sources: [{name: s, debian: trixie, keys: [key.asc]}]",
                                "packages: {install: [bash]}",
                                "kernel: {commandLine: [], initrd: {modules: [], files: [], units: []}}")
                        .filter(it -> !it.startsWith(key + ":"))
                        .reduce("", (a, b) -> a + b + "\n")
                + line + "\n";
        assertThat(schemaProblems(yaml)).as(yaml).isNotEmpty();
        Path file = Files.writeString(folder.resolve("image.yaml"), yaml);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> DefinitionReader.readAll(file)))
                .as(yaml)
                .isInstanceOf(InvalidDocumentException.class);
    }

    @Test
    void aLayerMayLeaveOutWhatAWholeDefinitionMustHave() {
        assertThat(schemaProblems("from: base.yaml\n")).isEmpty();
        assertThat(schemaProblems("definition: 1\n")).isNotEmpty();
    }
}
