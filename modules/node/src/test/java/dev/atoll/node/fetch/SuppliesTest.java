package dev.atoll.node.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Problem;
import dev.atoll.node.check.ConfigText;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration needs beside itself, from a server of this process. */
class SuppliesTest {
    private static final byte[] HELLO = "hello\n".getBytes(StandardCharsets.UTF_8);
    private static final String SHA256 = Digest.of(HELLO).hex();

    @TempDir
    private Path folder;

    private LocalServer server;
    private FetchedFiles files;
    private Supplies online;
    private Supplies offline;

    @BeforeEach
    void listen() throws IOException {
        server = LocalServer.start();
        files = new FetchedFiles(folder.resolve("fetched"));
        files.hold().close();
        online = new Supplies(files, Optional.of(new Connections(Map.of(), Optional.empty())));
        offline = new Supplies(files, Optional.empty());
    }

    @AfterEach
    void leave() {
        server.close();
    }

    private Supplies.Reading read(Supplies supplies, String yaml) {
        return supplies.read(
                ConfigText.of("node.yaml", bytes("node: 1\n" + yaml)).in(folder), Optional.empty(), true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<Problem> problems(Supplies supplies, String yaml) {
        return catchThrowableOfType(
                        InvalidDocumentException.class,
                        () -> supplies.bring(read(supplies, yaml).config()))
                .problems();
    }

    private String file() {
        return "files: [{path: /etc/hello, url: \"" + server.url("/hello") + "\", sha256: " + SHA256 + "}]\n";
    }

    private String include(String yaml) {
        server.serve("/included", bytes(yaml));
        return "include: [{url: \"" + server.url("/included") + "\", sha256: "
                + Digest.of(bytes(yaml)).hex() + "}]\n";
    }

    @Test
    void whatWasFetchedOnceNeedsNoNetworkAgain() {
        server.serve("/hello", HELLO);
        String yaml = include("node: 1\n" + file());
        Supplies.Reading reading = read(online, yaml);
        assertThat(reading.joined()).isTrue();
        online.bring(reading.config());
        assertThat(Supplies.digests(reading.config().value())).containsExactly(SHA256);
        assertThat(online.file(SHA256)).hasBinaryContent(HELLO);
        server.close();
        Supplies.Reading again = read(offline, yaml);
        assertThat(again.documents()).isEqualTo(reading.documents()).hasSize(1);
        offline.bring(again.config());
    }

    @Test
    void whatCannotBeHadIsAProblemAtItsPlace() {
        server.serve("/hello", bytes("other"));
        assertThat(problems(online, file())).singleElement().satisfies(it -> {
            assertThat(it.code()).isEqualTo("wrong-digest");
            assertThat(it.render()).startsWith("node.yaml:2:").contains("^");
        });
        server.status("/hello", 503);
        assertThat(problems(online, file())).extracting(Problem::code).containsExactly("unreachable");
        assertThat(files.find(SHA256)).isEmpty();
    }

    @Test
    void onlyUnreachableServersAreWorthAnotherAttempt() {
        InvalidDocumentException waits = catchThrowableOfType(
                InvalidDocumentException.class, () -> read(offline, include("node: 1\nhostname: web\n")));
        assertThat(Supplies.isUnreachable(waits)).isTrue();
        InvalidDocumentException wrong = catchThrowableOfType(
                InvalidDocumentException.class, () -> read(online, include("node: 1\nhostnam: web\n")));
        assertThat(Supplies.isUnreachable(wrong)).isFalse();
        assertThat(wrong.problems().getFirst().render()).startsWith(server.url("/included") + ":2:1");
    }

    @Test
    void whatIsAtHandIsReadWithoutTheRest() {
        NodeConfig config = offline.readAtHand(ConfigText.of(
                "node.yaml", bytes("node: 1\nhostname: web\n" + include("node: 1\nsysctl: {a.b: \"1\"}\n"))));
        assertThat(config.hostname()).contains("web");
        assertThat(config.sysctl()).isEmpty();
    }

    @Test
    void filesBesideADeliveredConfigurationNeedDigestsAndLieThere() throws IOException {
        Files.writeString(folder.resolve("base.yaml"), "node: 1\nhostname: base\n");
        Path outside = Files.writeString(folder.resolveSibling("outside.yaml"), "node: 1\n");
        Files.createSymbolicLink(folder.resolve("link.yaml"), outside);
        String base = Digest.of(Files.readAllBytes(folder.resolve("base.yaml"))).hex();
        String other = Digest.of(Files.readAllBytes(outside)).hex();
        assertThat(read(offline, "include: [{file: base.yaml, sha256: " + base + "}]")
                        .config()
                        .value()
                        .hostname())
                .contains("base");
        assertThat(problems(offline, "include: [{file: base.yaml}]"))
                .extracting(Problem::code)
                .containsExactly("missing-digest");
        assertThat(problems(offline, "include: [{file: base.yaml, sha256: " + other + "}]"))
                .extracting(Problem::code)
                .containsExactly("wrong-digest");
        for (String name : List.of("link.yaml", "../outside.yaml")) {
            assertThat(problems(offline, "include: [{file: " + name + ", sha256: " + other + "}]"))
                    .extracting(Problem::code)
                    .containsExactly("include-refused");
        }
        Files.delete(outside);
    }

    @Test
    void anArchiveOnTheNodeIsCopiedSoThatNothingChangesItLater() throws IOException {
        Path archive = Files.write(folder.resolve("web.tar"), HELLO);
        String yaml = "containers: [{name: web, image: example.org/web, archive: {file: " + archive + ", sha256: "
                + SHA256 + "}}]";
        offline.bring(read(offline, yaml).config());
        Files.writeString(archive, "changed");
        assertThat(offline.file(SHA256)).hasBinaryContent(HELLO);
        assertThat(problems(offline, yaml.replace(SHA256, "ab".repeat(32))))
                .extracting(Problem::code)
                .containsExactly("wrong-digest");
    }

    @Test
    void whatTheDiskDamagedIsNotUsed() throws IOException {
        files.keep(HELLO);
        Path file = files.find(SHA256).orElseThrow();
        Files.writeString(file, "damaged");
        assertThatThrownBy(() -> offline.file(SHA256)).hasMessageContaining("damaged on this node's disk");
        assertThat(file).doesNotExist();
    }

    @Test
    void whatNobodyNamesIsSweptButNotWhileSomebodyHoldsIt() throws IOException {
        String kept = files.keep(bytes("kept"));
        files.keep(HELLO);
        Files.write(folder.resolve("fetched").resolve(SHA256 + ".part"), HELLO);
        try (FileChannel _ = files.hold()) {
            files.sweep(Set.of(kept));
            assertThat(files.find(SHA256)).isPresent();
        }
        files.sweep(Set.of(kept));
        assertThat(files.find(SHA256)).isEmpty();
        assertThat(files.find(kept)).isPresent();
        assertThat(folder.resolve("fetched")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void thePlatformsFactsLieBelowAConfiguration() {
        ConfigText facts = ConfigText.of(
                "facts", bytes("node: 1\nhostname: vm\nusers: [{name: azure, sshKeys: [ssh-ed25519 AAAA]}]\n"));
        Supplies.Reading reading =
                offline.read(ConfigText.of("node.yaml", bytes("node: 1\nhostname: web\n")), Optional.of(facts), true);
        assertThat(reading.config().value().hostname()).contains("web");
        assertThat(reading.config().value().users()).hasSize(1);
        assertThat(reading.joined()).isTrue();
    }
}
