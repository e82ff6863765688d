package dev.atoll.node.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.NodeConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations that hold everything, and real ones, with the exact text that they become. */
class GoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/foreign");

    private static Input input(Path file) throws IOException {
        return new Input(file.getFileName().toString(), Files.readAllBytes(file));
    }

    private static String listed(Imported imported) {
        StringBuilder all = new StringBuilder(imported.yaml());
        imported.findings()
                .forEach(it -> all.append("#! ")
                        .append(it.place().line())
                        .append(it.severity() == Finding.Severity.NOT_CARRIED_OVER ? " - " : " ~ ")
                        .append(it.path())
                        .append(": ")
                        .append(it.why())
                        .append('\n'));
        return all.toString();
    }

    private static void check(Format format, Path file, String golden) throws IOException {
        Imported imported = ConfigImport.read(format, input(file));
        Path expected = FOLDER.resolve(golden);
        if ("write".equals(System.getProperty("atoll.golden"))) {
            Files.writeString(expected, listed(imported));
        }
        assertThat(listed(imported)).isEqualTo(Files.readString(expected));
        NodeConfig again = NodeConfigReader.read("a.yaml", imported.yaml().getBytes(StandardCharsets.UTF_8));
        assertThat(again).isEqualTo(imported.config());
        assertThat(NodeYaml.write(again)).isEqualTo(NodeYaml.write(imported.config()));
    }

    @ParameterizedTest
    @CsvSource({"IGNITION,full.ign", "BUTANE,full.bu", "CLOUD_INIT,full-user-data.yaml"})
    void everyKeyGoesWhereTheTextSays(Format format, String name) throws IOException {
        check(format, FOLDER.resolve(name), name.replaceAll("\\.[a-z]+$", "") + "-" + format + ".golden");
    }

    @ParameterizedTest
    @CsvSource({
        "BUTANE,Azure+AgentBaker/parts/linux/cloud-init/acl.yml",
        "BUTANE,Azure+AgentBaker/vhdbuilder/packer/flatcar-customdata.yaml",
        "CLOUD_INIT,canonical+cloud-init/doc/examples/cloud-config-user-groups.txt",
        "CLOUD_INIT,canonical+cloud-init/doc/examples/cloud-config-write-files.txt",
        "CLOUD_INIT,canonical+cloud-init/doc/examples/network-config-v1-subnet-routes.yaml",
        "CLOUD_INIT,canonical+cloud-init/doc/examples/network-config-v1-bonded-pair.yaml"
    })
    void realConfigurationsBecomeTheseTexts(Format format, String path) throws IOException {
        Path file = Fixtures.path("configs/" + path);
        check(format, file, file.getFileName().toString().replaceAll("\\.[a-z]+$", "") + ".golden");
    }

    @ParameterizedTest
    @CsvSource({"IGNITION,full.ign", "BUTANE,full.bu", "CLOUD_INIT,full-user-data.yaml"})
    void nothingIsLostInSilence(Format format, String name) throws IOException {
        Accounted.check(format, input(FOLDER.resolve(name)), name);
    }
}
