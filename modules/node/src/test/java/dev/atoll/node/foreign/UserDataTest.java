package dev.atoll.node.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserDataTest {
    private static final String PARTS = """
            Content-Type: multipart/mixed;
             boundary="=="
            MIME-Version: 1.0

            --==
            Content-Type: text/cloud-config; charset="us-ascii"
            Content-Disposition: attachment; filename="first.yaml"

            #cloud-config
            hostname: first
            timezone: Europe/Berlin
            --==
            Content-Type: text/x-shellscript
            Content-Disposition: attachment; filename="setup.sh"

            #!/bin/sh
            echo hello
            --==
            Content-Type: text/cloud-config
            Content-Transfer-Encoding: base64

            %s
            --==--
            """.formatted(Base64.getMimeEncoder()
            .encodeToString("#cloud-config\nhostname: second\nbootcmd: [x]\n".getBytes(StandardCharsets.US_ASCII)));

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    private static Imported read(byte[] bytes) {
        return ConfigImport.read(Format.CLOUD_INIT, new Input("user-data", bytes));
    }

    private static Problem refusal(byte[] bytes) {
        InvalidDocumentException thrown = catchThrowableOfType(InvalidDocumentException.class, () -> read(bytes));
        assertThat(thrown).isNotNull();
        return thrown.problems().getFirst();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void laterPartsReplaceKeysOfEarlierOnesAndScriptsAreNamed() {
        Imported imported = read(ascii(PARTS));
        assertThat(imported.config().hostname()).contains("second");
        assertThat(imported.config().time().zone()).contains("Europe/Berlin");
        assertThat(imported.findings())
                .extracting(it -> it.place() + " " + it.path())
                .containsExactlyInAnyOrder(
                        "user-data:10:11 hostname", "user-data:13:1 setup.sh", "part 3:3:10 bootcmd");
    }

    @Test
    void aMessageMayEndAnywhere() {
        for (int length = 0; length < PARTS.length(); length++) {
            Foreign.tried(Format.CLOUD_INIT, new Input("user-data", ascii(PARTS.substring(0, length))));
        }
    }

    @Test
    void gzipIsUnpackedFirst() throws IOException {
        assertThat(read(gzip(ascii(PARTS))).config())
                .isEqualTo(read(ascii(PARTS)).config());
    }

    @Test
    void aBombIsRefusedBeforeItIsUnpacked() throws IOException {
        byte[] bomb = gzip(new byte[64 << 20]);
        assertThat(bomb.length).isLessThan(Documents.LARGEST);
        assertThat(refusal(bomb).message()).contains("larger than a configuration may be");
    }

    @Test
    void manySmallBombsTogetherAreRefusedToo() throws IOException {
        String bomb = Base64.getEncoder().encodeToString(gzip(new byte[700_000]));
        StringBuilder text = new StringBuilder("write_files:\n");
        for (int i = 0; i < 100; i++) {
            text.append("- {path: /etc/f%d, encoding: gz+b64, content: %s}\n".formatted(i, bomb));
        }
        Imported imported = Foreign.cloud(text.toString());
        assertThat(imported.config().files()).isEmpty();
        assertThat(imported.findings()).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource({
        "'#!/bin/sh', a script",
        "'#include\nhttps://example.org', a list of URLs",
        "'#cloud-boothook', at each boot",
        "'#cloud-config-archive\n- x', an archive",
        "'#part-handler', a program",
        "'## template: jinja\n#cloud-config', a template",
        "'hostname: x', does not begin with #cloud-config"
    })
    void otherKindsOfUserDataAreRefusedByName(String text, String says) {
        assertThat(refusal(ascii(text)).message()).contains(says);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#cloud-config\n{{ if x }}\nhostname: a\n{{ end }}\n",
                "#cloud-config\nhostname: {{ .Name }}\n",
                "#cloud-config\n{% if x %}\nhostname: a\n{% endif %}\n"
            })
    void templatesAreRefusedAsSuch(String text) {
        assertThat(refusal(ascii(text)).code()).isEqualTo("template");
    }

    @Test
    void bracesInTextAreNoTemplate() {
        Imported imported = Foreign.cloud("write_files: [{path: /etc/a, content: \"{{ range x }}\"}]\n");
        assertThat(imported.config().files().getFirst().text()).contains("{{ range x }}");
        assertThat(imported.isComplete()).isTrue();
    }

    @Test
    void theNetworkMayBeInAFileOfItsOwn() {
        Imported imported = ConfigImport.readCloudInit(
                new Input("user-data", ascii("#cloud-config\nhostname: a\n")),
                new Input("network-config", ascii("version: 2\nethernets: {eth0: {dhcp4: true, x: 1}}\n")));
        assertThat(imported.config().network().interfaces()).hasSize(1);
        assertThat(imported.findings())
                .extracting(it -> it.place() + " " + it.path())
                .containsExactly("network-config:2:36 ethernets.eth0.x");
    }

    @Test
    void keysThatStandTwiceCountLikeInPython() {
        Imported imported = Foreign.cloud("hostname: a\nhostname: b\n");
        assertThat(imported.config().hostname()).contains("b");
        assertThat(imported.findings()).hasSize(1);
    }

    @Test
    void hostileMessagesEndSoon() {
        String[] hostile = {
            "Content-Type: multipart/mixed; boundary=x\n\n" + "--x\n\n".repeat(200_000),
            "Content-Type: multipart/mixed; boundary=\"" + "x".repeat(900_000),
            "Content-Type: multipart/mixed; " + "a=b;".repeat(200_000),
            "MIME-Version:" + "\n ".repeat(400_000),
            "#cloud-config\nusers: " + "[".repeat(900_000),
            "#cloud-config\n" + "{{".repeat(400_000),
            "#cloud-config\na: &a [x, x]\nb: &b [*a, *a]\n" + "write_files: [*a, *b, *a]\n"
        };
        for (String text : hostile) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20), () -> Foreign.tried(Format.CLOUD_INIT, new Input("u", ascii(text))));
        }
    }

    @Test
    void hundredsOfRefusedEntriesSettleAndManyThousandsAreRefused() {
        assertThat(users(900).config().users()).isEmpty();
        assertThat(users(900).findings()).hasSize(900);
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertThatThrownBy(() -> users(6000))
                        .isInstanceOf(InvalidDocumentException.class)
                        .hasMessageContaining("too much of it is refused"));
    }

    private static Imported users(int count) {
        StringBuilder text = new StringBuilder("users:\n");
        for (int i = 0; i < count; i++) {
            text.append("- {name: A%d}\n".formatted(i));
        }
        return Foreign.cloud(text.toString());
    }

    @Test
    void longTextsNeedNoStack() {
        Imported imported =
                Foreign.cloud("write_files: [{path: /etc/a, content: \"a" + " b:c".repeat(100_000) + "\"}]\n");
        assertThat(imported.config().files().getFirst().text().orElseThrow()).hasSize(400_001);
    }

    @Test
    void whatIsTooLargeForAConfigurationIsRefusedWithAdvice() {
        String large =
                "write_files:\n- {path: /etc/a, content: &a \"%s\"}\n- {path: /etc/b, content: *a}\n- {path: /etc/c, content: *a}\n"
                        .formatted("x".repeat(500_000));
        assertThatThrownBy(() -> Foreign.cloud(large))
                .isInstanceOf(InvalidDocumentException.class)
                .hasMessageContaining("serve large files from a URL");
    }
}
