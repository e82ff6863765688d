package dev.atoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {
    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String whole() throws IOException {
        return file(
                "config.ign",
                "{\"ignition\": {\"version\": \"3.4.0\"}, \"passwd\": {\"users\": [{\"name\": \"core\"}]}}");
    }

    private String partly() throws IOException {
        return file("user-data", "#cloud-config\nhostname: web\nruncmd: [[true]]\n");
    }

    @Test
    void whatIsCarriedOverWholeGoesToStandardOutput() throws IOException {
        assertThat(Ran.atoll("config", "import", "--from", "ignition", whole())).isEqualTo(new Ran(0, """
                # Imported from config.ign (Ignition 3.4.0).
                node: 1
                users:
                  # config.ign:1
                  - name: core
                """, ""));
    }

    @Test
    void whatIsNotCarriedOverIsToldWithPlaceReasonAndAdvice() throws IOException {
        String name = partly();
        Ran ran = Ran.atoll("config", "import", "--from", "cloud-init", name);
        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.out()).contains("hostname: web");
        assertThat(ran.err())
                .contains(
                        name + ":3:9: runcmd (a list of 1): not carried over",
                        "    why:     a node runs no commands",
                        "    instead: write what they make",
                        "1 not carried over, 0 carried over differently");
    }

    @Test
    void strictFailsOnAnyFinding() throws IOException {
        assertThat(Ran.atoll("config", "import", "--strict", "--from", "cloud-init", partly())
                        .status())
                .isEqualTo(1);
        assertThat(Ran.atoll("config", "import", "--strict", "--from", "ignition", whole())
                        .status())
                .isZero();
    }

    @Test
    void theConfigurationGoesToAFileThatIsValid() throws IOException {
        String target = folder.resolve("node.yaml").toString();
        Ran ran = Ran.atoll("config", "import", "--from", "cloud-init", "-o", target, partly());
        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.out()).isEmpty();
        assertThat(Ran.atoll("config", "validate", target).status()).isZero();
    }

    @Test
    void jsonHoldsConfigurationAndFindings() throws IOException {
        Ran ran = Ran.atoll("config", "import", "--json", "--from", "cloud-init", partly());
        assertThat(ran.status()).isEqualTo(3);
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains(
                        "\"complete\" : false",
                        "\"path\" : \"runcmd\"",
                        "\"severity\" : \"not-carried-over\"",
                        "hostname: web");
    }

    @Test
    void theNetworkOfCloudInitMayBeInAnotherFile() throws IOException {
        String network = file("network-config", "version: 2\nethernets: {eth0: {dhcp4: true}}\n");
        Ran ran = Ran.atoll("config", "import", "--from", "cloud-init", "--network", network, partly());
        assertThat(ran.out()).contains("- name: eth0");
        assertThat(Ran.atoll("config", "import", "--from", "ignition", "--network", network, whole())
                        .err())
                .contains("--network goes with --from cloud-init only");
    }

    @Test
    void anotherFormatIsRefusedWithAHint() throws IOException {
        Ran ran = Ran.atoll("config", "import", "--from", "butane", whole());
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains("no configuration of Butane", "--from ignition");
        assertThat(Ran.atoll("config", "import", "--from", "kickstart", whole()).status())
                .isEqualTo(2);
    }

    @Test
    void commandsOfATerminalInKeysAreShownAsNothing() throws IOException {
        String name = file("evil", "#cloud-config\n\"a\\e[31m\\nhint: run this\": 1\n");
        Ran ran = Ran.atoll("config", "import", "--from", "cloud-init", name);
        assertThat(ran.err()).doesNotContain("\u001b").doesNotContain("\nhint:");
    }
}
