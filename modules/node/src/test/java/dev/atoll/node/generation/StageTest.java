package dev.atoll.node.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.node.change.PathChange;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.linux.Mounts;
import dev.atoll.node.render.Rendering;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Stages and switches with the kernel's own overlays; needs root. The image is a few files. */
@Tag("conformance")
class StageTest {
    @TempDir(cleanup = CleanupMode.NEVER) // what stays mounted must not be deleted through
    private Path folder;

    private TestMachine machine;
    private NodePaths paths;
    private Generations generations;
    private EtcSwitch etc;

    @BeforeEach
    void boot() throws IOException {
        machine = TestMachine.boot(folder);
        paths = machine.paths;
        generations = machine.generations;
        etc = machine.etc;
    }

    @AfterEach
    void halt() {
        machine.close();
    }

    private int stage(String yaml) throws IOException {
        String text = "node: 1\n" + yaml;
        try (Stage stage = Stage.open(paths)) {
            stage.lay(
                    Rendering.of(NodeConfigReader.read("node.yaml", text.getBytes(StandardCharsets.UTF_8))),
                    secret -> "$6$a$b",
                    sha256 -> {
                        throw new AssertionError(sha256);
                    });
            return stage.finish(
                            text, number -> new Generation(number, "00", 5, "test", "1", Optional.empty(), List.of()))
                    .number();
        }
    }

    private String live(String name) throws IOException {
        return Files.readString(paths.etc().resolve(name));
    }

    @Test
    void theRunningSystemSeesNothingOfAStage() throws IOException {
        int number = stage("hostname: web\nnetwork: {hosts: {10.0.0.1: [db]}}");
        assertThat(live("hostname")).isEqualTo("image\n");
        assertThat(generations.folder(number).resolve("etc/hosts")).hasContent("127.0.0.1 localhost\n10.0.0.1 db\n");
        assertThat(Mounts.isMounted(paths.stage())).isFalse();
    }

    @Test
    void aSwitchIsSeenAtOnceAndGoesBack() throws IOException {
        int number = stage("hostname: web\nusers: [{name: core, sshKeys: [ssh-ed25519 AAAA core]}]");
        assertThat(EtcState.changes(etc.state(Optional.empty()), etc.state(Optional.of(number))))
                .extracting(PathChange::path)
                .containsExactly(
                        "/etc/group",
                        "/etc/gshadow",
                        "/etc/hostname",
                        "/etc/passwd",
                        "/etc/shadow",
                        "/etc/ssh/authorized_keys.d/core");
        etc.put(Optional.of(number), List.of());
        assertThat(etc.live()).contains(number);
        assertThat(live("hostname")).isEqualTo("web\n");
        assertThat(live("passwd")).endsWith("core:x:1000:1000::/var/home/core:/bin/bash\n");
        etc.put(Optional.empty(), List.of());
        assertThat(live("hostname")).isEqualTo("image\n");
        assertThat(paths.etc().resolve("ssh/authorized_keys.d")).doesNotExist();
    }

    @Test
    void whatWasChangedByHandStaysUnlessTheGenerationHasIt() throws IOException {
        Files.writeString(paths.etc().resolve("mine"), "by hand\n");
        Files.writeString(paths.etc().resolve("hostname"), "by hand\n");
        Files.delete(paths.etc().resolve("hosts"));
        int number = stage("hostname: web");
        etc.put(Optional.of(number), EtcState.changes(etc.state(Optional.empty()), etc.state(Optional.of(number))));
        assertThat(live("mine")).isEqualTo("by hand\n");
        assertThat(live("hostname")).isEqualTo("web\n");
        assertThat(paths.etc().resolve("hosts")).doesNotExist();
        assertThat(Files.exists(etc.drift().resolve("hosts"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    @Test
    void theSameConfigurationChangesNothing() throws IOException {
        String yaml = "hostname: web\nusers: [{name: core}]\nfiles: [{path: /etc/x, text: a, mode: \"0600\"}]";
        int one = stage(yaml);
        int two = stage(yaml);
        assertThat(EtcState.changes(etc.state(Optional.of(one)), etc.state(Optional.of(two))))
                .isEmpty();
        int three = stage(yaml.replace("0600", "0640"));
        assertThat(EtcState.changes(etc.state(Optional.of(two)), etc.state(Optional.of(three))))
                .containsExactly(new PathChange("/etc/x", PathChange.Kind.CHANGED));
    }

    @Test
    void anOwnerThatIsNotThereIsRefusedAndNothingStays() {
        assertThatThrownBy(() -> stage("files: [{path: /etc/x, text: a, owner: nobody-here}]"))
                .isInstanceOf(StageException.class)
                .hasMessageContaining("there is none; name it below users:");
        assertThat(Mounts.isMounted(paths.stage())).isFalse();
        assertThat(paths.etc().resolve("x")).doesNotExist();
    }
}
