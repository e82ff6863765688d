package dev.atoll.node.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.atoll.document.InvalidDocumentException;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.SnakeYamlNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema, judged by another implementation of JSON Schema, against what the reader says. */
class NodeConfigSchemaTest {
    private static final Path ROOT = Path.of("../..");
    private static final URI SCHEMA = URI.create("https://atoll.example/node");

    private static final Validator VALIDATOR = validator();

    private static Validator validator() {
        Validator validator = new ValidatorFactory()
                .withJsonNodeFactory(new SnakeYamlNode.Factory())
                .createValidator();
        validator.registerSchema(SCHEMA, NodeConfigReader.schema());
        return validator;
    }

    private static List<String> problems(String yaml) {
        return VALIDATOR.validate(SCHEMA, yaml).getErrors().stream()
                .map(error -> error.getInstanceLocation() + ": " + error.getError())
                .toList();
    }

    @Test
    void thePublishedSchemaIsThatOfTheCode() {
        assertThat(ROOT.resolve("docs/schema/node.schema.json"))
                .as("make it anew: ./atoll config schema > docs/schema/node.schema.json")
                .hasContent(NodeConfigReader.schema());
    }

    @Test
    void theExampleFollowsIt() throws IOException {
        assertThat(problems(Files.readString(ROOT.resolve("examples/web.yaml"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hostnam: web",
                "hostname: -web",
                "users: [{name: Core}]",
                "users: [{name: a, id: 5}]",
                "files: [{path: /usr/x, text: a}]",
                "files: [{path: /etc/x, text: a, mode: 644}]",
                "units: [{name: a, text: x}]",
                "network: {interfaces: [{name: a, mtu: 1}]}",
                "network: {interfaces: [{name: a, bond: {members: []}}]}",
                "containers: [{name: a, image: nginx}]",
                "containers: [{name: a, image: r/a, ports: [{node: 0, container: 1}]}]",
                "disks: [{name: d, device: /dev/sda, partitions: [{name: p}]}]",
                "sysctl: {vm.swappiness: 1}",
                "time: {zone: ''}"
            })
    void refusesWhatTheReaderRefuses(String line) {
        String yaml = "node: 1\n" + line + "\n";
        assertThat(problems(yaml)).as(yaml).isNotEmpty();
        assertThat(catchThrowable(() -> NodeConfigReader.read("n", yaml.getBytes(StandardCharsets.UTF_8))))
                .as(yaml)
                .isInstanceOf(InvalidDocumentException.class);
    }
}
