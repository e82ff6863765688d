package dev.atoll.node.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Problem;
import dev.atoll.node.check.NodeConfigReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real configurations of others, as their projects have them. */
class FixturesTest {
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Fixtures.path("configs"))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Input input(Path file) {
        try {
            return new Input(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    @Test
    void everyFileIsImportedOrRefusedWithAPlaceInEachFormat() throws IOException {
        List<String> imported = new ArrayList<>();
        for (Path file : files()) {
            for (Format format : Format.values()) {
                assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                    try {
                        Imported result = ConfigImport.read(format, input(file));
                        assertThat(NodeConfigReader.read("a.yaml", result.yaml().getBytes(StandardCharsets.UTF_8)))
                                .as(file.toString())
                                .isEqualTo(result.config());
                        imported.add(format + " " + file.getFileName());
                    } catch (InvalidDocumentException e) {
                        assertThat(e.problems()).as(file.toString()).isNotEmpty();
                        assertThat(e.problems().getFirst().message()).isNotBlank();
                    }
                });
            }
        }
        assertThat(imported)
                .contains(
                        "IGNITION acl-customdata.json",
                        "IGNITION flatcar-customdata.json",
                        "BUTANE acl-customdata.yaml",
                        "BUTANE flatcar-customdata.yaml",
                        "BUTANE acl.yml",
                        "BUTANE flatcar.yml",
                        "CLOUD_INIT cloud-config-user-groups.txt",
                        "CLOUD_INIT network-config-v1-bridge.yaml")
                .hasSizeGreaterThan(85);
    }

    @Test
    void whatButaneMakesOfAConfigurationImportsAsTheConfigurationItself() throws IOException {
        for (String name : List.of("acl-customdata", "flatcar-customdata")) {
            Path folder = Fixtures.path("configs").resolve("Azure+AgentBaker/vhdbuilder/packer");
            Imported butane = ConfigImport.read(Format.BUTANE, input(folder.resolve(name + ".yaml")));
            Imported ignition = ConfigImport.read(Format.IGNITION, input(folder.resolve(name + ".json")));
            assertThat(butane.config()).isEqualTo(ignition.config());
        }
    }

    @Test
    void aTemplateIsRefusedAsOneWithItsPlace() throws IOException {
        Path file = Fixtures.path("configs").resolve("Azure+AgentBaker/parts/linux/cloud-init/nodecustomdata.yml");
        Problem problem = refusal(Format.CLOUD_INIT, file).getFirst();
        assertThat(problem.code()).isEqualTo("template");
        assertThat(problem.message()).contains("{{if EnableScriptlessCSECmd}}");
        assertThat(problem.place().orElseThrow().line()).isEqualTo(19);
    }

    private static List<Problem> refusal(Format format, Path file) {
        try {
            ConfigImport.read(format, input(file));
            throw new AssertionError(file + " was imported");
        } catch (InvalidDocumentException e) {
            return e.problems();
        }
    }

    @Test
    void nothingIsLostInSilence() throws IOException {
        for (Path file : files()) {
            for (Format format : Format.values()) {
                if (Foreign.tried(format, input(file)).isPresent()) {
                    Accounted.check(format, input(file), file.toString());
                }
            }
        }
    }
}
