package dev.atoll.node.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Real configurations of others, as their projects have them. */
class FixturesTest {
    private static final Path FIXTURES = Path.of(
                    Optional.ofNullable(System.getenv("ATOLL_FIXTURES")).orElse("../../../shared/fixtures"))
            .resolve("configs");

    @BeforeAll
    static void fixturesAreThere() {
        boolean there = Files.isDirectory(FIXTURES);
        if (!there && "fixtures".equals(System.getenv("ATOLL_REQUIRE"))) {
            throw new IllegalStateException("no fixtures in " + FIXTURES);
        }
        assumeTrue(there, "no fixtures");
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FIXTURES)) {
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
                .hasSizeGreaterThan(90);
    }

    @Test
    void whatButaneMakesOfAConfigurationImportsAsTheConfigurationItself() throws IOException {
        for (String name : List.of("acl-customdata", "flatcar-customdata")) {
            Path folder = FIXTURES.resolve("Azure+AgentBaker/vhdbuilder/packer");
            Imported butane = ConfigImport.read(Format.BUTANE, input(folder.resolve(name + ".yaml")));
            Imported ignition = ConfigImport.read(Format.IGNITION, input(folder.resolve(name + ".json")));
            assertThat(butane.config()).isEqualTo(ignition.config());
        }
    }

    @Test
    void aTemplateIsRefusedAsOneWithItsPlace() throws IOException {
        Path file = FIXTURES.resolve("Azure+AgentBaker/parts/linux/cloud-init/nodecustomdata.yml");
        Problem problem = refusal(Format.CLOUD_INIT, file).getFirst();
        assertThat(problem.code()).isEqualTo("template");
        assertThat(problem.message()).contains("{{ if not IsAzlOSGuard }}");
        assertThat(problem.place().orElseThrow().line()).isEqualTo(15);
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

    /** What of the fixtures the schema lacks, by the number of files that have it; printed for people. */
    @Test
    void countsWhatCannotBeCarriedOver() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (Path file : files()) {
            for (Format format : Format.values()) {
                Foreign.tried(format, input(file))
                        .ifPresent(result -> result.findings().stream()
                                .map(it -> it.path().replaceAll("\\[[0-9]+]", "[]") + " (" + it.severity() + ")")
                                .distinct()
                                .forEach(key -> counts.merge(key, 1, Integer::sum)));
            }
        }
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(it -> System.out.println(it.getValue() + " " + it.getKey()));
        assertThat(counts).containsKey("runcmd (NOT_CARRIED_OVER)");
    }
}
