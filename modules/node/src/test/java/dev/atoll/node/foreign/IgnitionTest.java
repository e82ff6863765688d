package dev.atoll.node.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IgnitionTest {
    @Test
    void passwordsNeverReachTheOutput() {
        Imported imported = Foreign.ignition(
                "\"passwd\": {\"users\": [{\"name\": \"core\", \"passwordHash\": \"$6$salt$verysecret\"}]}");
        assertThat(imported.yaml()).doesNotContain("verysecret").contains("credential: password-hash.core");
        assertThat(imported.findings().getFirst())
                .extracting(Finding::toString)
                .asString()
                .contains("password-hash.core");
        assertThat(imported.findings())
                .allSatisfy(
                        it -> assertThat(it.what() + it.why() + it.instead()).doesNotContain("verysecret"));
    }

    @Test
    void theLoweringOfNamesIsButanes() {
        assertThat(Ignition.withUnderscores("sizeMiB")).isEqualTo("size_mib");
        assertThat(Ignition.withUnderscores("sshAuthorizedKeys")).isEqualTo("ssh_authorized_keys");
        assertThat(Ignition.withUnderscores("noLogInit")).isEqualTo("no_log_init");
        assertThat(Ignition.withUnderscores("wipePartitionEntry")).isEqualTo("wipe_partition_entry");
    }

    @ParameterizedTest
    @CsvSource({"3.0.0,true", "3.6.0,true", "3.7.0-experimental,false", "3.7.0,false", "2.3.0,false"})
    void versionsThatAreNotReadAreRefused(String version, boolean isRead) {
        String text = "{\"ignition\": {\"version\": \"" + version + "\"}}";
        if (isRead) {
            assertThat(Foreign.read(Format.IGNITION, text).isComplete()).isTrue();
        } else {
            assertThatThrownBy(() -> Foreign.read(Format.IGNITION, text))
                    .isInstanceOf(InvalidDocumentException.class)
                    .hasMessageContaining("version " + version)
                    .hasMessageContaining("config.ign:1:");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"variant: openshift\nversion: 4.10.0\n", "variant: fcos\nversion: 9.0.0\n", "a: b\n", "- a\n", ""
            })
    void otherVariantsAndDocumentsAreRefused(String text) {
        assertThatThrownBy(() -> Foreign.read(Format.BUTANE, text)).isInstanceOf(InvalidDocumentException.class);
        assertThatThrownBy(() -> Foreign.read(Format.IGNITION, text)).isInstanceOf(InvalidDocumentException.class);
    }

    @Test
    void jsonIndentedByTabsIsRead() {
        assertThat(Foreign.read(Format.IGNITION, "{\n\t\"ignition\": {\n\t\t\"version\": \"3.0.0\"\n\t}\n}\n")
                        .isComplete())
                .isTrue();
    }

    @Test
    void charactersBeyondTheBasicPlaneSurvive() {
        Imported imported = Foreign.ignition(
                "\"storage\": {\"files\": [{\"path\": \"/etc/a\", \"contents\": {\"source\": \"data:,%F0%9F%98%80\\ud83d\\ude00\"}}]}");
        assertThat(imported.config().files().getFirst().text()).contains("😀😀");
    }

    @Test
    void halfACharacterIsNotCarriedOver() {
        Foreign.tried(
                        Format.IGNITION,
                        new Input(
                                "a",
                                "{\"ignition\": {\"version\": \"3.0.0\"}, \"systemd\": {\"units\": [{\"name\": \"a.service\", \"contents\": \"x\\ud800\"}]}}"
                                        .getBytes(StandardCharsets.UTF_8)))
                .ifPresent(imported -> assertThat(imported.config().units()).isEmpty());
    }

    /** The test configuration is complete: a key that a later version of the schema adds makes this fail. */
    @Test
    void theFullConfigurationHasEveryKeyOfTheSchema() throws IOException {
        Set<String> keys = new TreeSet<>();
        names(tree(Fixtures.path("configs/coreos+ignition/config/v3_6/schema/ignition.json")), keys);
        Set<String> ours = new TreeSet<>();
        keys(tree(Path.of("src/test/resources/foreign/full.ign")), ours);
        keys.removeAll(ours);
        assertThat(keys)
                .containsExactlyInAnyOrder(
                        // below keys that are findings as a whole
                        "advertisement",
                        "cex",
                        "custom",
                        "httpsProxy",
                        "needsNetwork",
                        "openOptions",
                        "pin",
                        "spares",
                        "thumbprint",
                        "threshold");
    }

    private static Value tree(Path file) throws IOException {
        return Documents.tree(file.toString(), Files.readAllBytes(file)).root();
    }

    private static void names(Value value, Set<String> names) {
        if (value instanceof Value.Mapping mapping) {
            mapping.find("properties")
                    .filter(Value.Mapping.class::isInstance)
                    .ifPresent(it -> ((Value.Mapping) it).entries().forEach(entry -> names.add(entry.key())));
            mapping.entries().forEach(entry -> names(entry.value(), names));
        }
    }

    private static void keys(Value value, Set<String> keys) {
        switch (value) {
            case Value.Mapping mapping ->
                mapping.entries().forEach(entry -> {
                    keys.add(entry.key());
                    keys(entry.value(), keys);
                });
            case Value.Sequence list -> list.items().forEach(item -> keys(item, keys));
            case Value.Scalar _ -> {}
        }
    }
}
