package dev.atoll.node.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Problem;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.fetch.Connections;
import dev.atoll.node.fetch.DirectSource;
import dev.atoll.node.fetch.LocalServer;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configurations of several documents, as somebody who writes them reads them. */
class IncludeTest {
    @TempDir
    private Path folder;

    private final DirectSource offline = new DirectSource(Optional.empty());

    @BeforeEach
    void write() throws IOException {
        file(
                "web.yaml",
                "include: [{file: parts/base.yaml}]\nhostname: web\ncontainers:\n"
                        + "  - {name: web, image: example.org/web, after: [db]}\n");
        file("parts/base.yaml", "include: [{file: ../db.yaml}]\nhostname: base\nsysctl: {vm.swappiness: \"1\"}\n");
        file("db.yaml", "containers: [{name: db, image: example.org/db}]\n");
    }

    private void file(String name, String yaml) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "node: 1\n" + yaml);
    }

    private NodeConfig read(String name) {
        return NodeConfigReader.bind(ConfigText.of(folder.resolve(name)), offline)
                .value();
    }

    private List<Problem> problems(String name) {
        return catchThrowableOfType(InvalidDocumentException.class, () -> read(name))
                .problems();
    }

    @Test
    void documentsAreOneAndReferToEachOther() {
        NodeConfig config = read("web.yaml");
        assertThat(config.include()).isEmpty();
        assertThat(config.hostname()).contains("web");
        assertThat(config.sysctl()).containsEntry("vm.swappiness", "1");
        assertThat(config.containers()).extracting(it -> it.name()).containsExactly("db", "web");
    }

    @Test
    void mistakesShowTheDocumentTheyAreIn() throws IOException {
        file("db.yaml", "containers:\n  - {name: db, image: nginx}\nhostnam: x\n");
        file("parts/base.yaml", "include: [{file: ../db.yaml}]\nsysctl: 1\n");
        assertThat(problems("web.yaml"))
                .extracting(Problem::render)
                .satisfiesExactly(it -> assertThat(it)
                        .startsWith(folder.resolve("parts/base.yaml") + ":3:9: ")
                        .contains("sysctl: 1\n", "^"));
        file("parts/base.yaml", "include: [{file: ../db.yaml}]\n");
        assertThat(problems("web.yaml"))
                .extracting(it -> it.place().orElseThrow().toString())
                .containsExactly(folder.resolve("db.yaml") + ":3:23", folder.resolve("db.yaml") + ":4:1");
    }

    @Test
    void eachIsWholeByItself() throws IOException {
        Files.writeString(folder.resolve("db.yaml"), "hostname: db\n");
        assertThat(problems("web.yaml")).extracting(Problem::code).containsExactly("missing-key");
    }

    @Test
    void whatTheyMakeTogetherIsChecked() throws IOException {
        file("db.yaml", "files: [{path: /etc/sysctl.d/90-node.conf, text: x}]\n");
        assertThat(problems("web.yaml"))
                .extracting(Problem::code)
                .containsExactlyInAnyOrder("unknown-container", "clash");
    }

    @Test
    void circlesAreFound() throws IOException {
        file("db.yaml", "include: [{file: web.yaml}]\n");
        assertThat(problems("web.yaml")).singleElement().satisfies(it -> {
            assertThat(it.code()).isEqualTo("include-circle");
            assertThat(it.render()).startsWith(folder.resolve("db.yaml") + ":2:");
        });
        file("self.yaml", "include: [{file: self.yaml}]\n");
        assertThat(problems("self.yaml")).extracting(Problem::code).containsExactly("include-circle");
    }

    @Test
    void depthAndNumberAreBounded() throws IOException {
        for (int i = 0; i < 6; i++) {
            file("deep" + i + ".yaml", "include: [{file: deep" + (i + 1) + ".yaml}]\n");
        }
        file("deep6.yaml", "");
        assertThat(problems("deep0.yaml")).extracting(Problem::code).containsExactly("include-too-deep");
        assertThat(read("deep2.yaml")).isNotNull();
        StringBuilder many = new StringBuilder("include:\n");
        for (int i = 0; i < 33; i++) {
            file("one" + i + ".yaml", "hostname: same\n");
            many.append("  - {file: one").append(i).append(".yaml}\n");
        }
        file("many.yaml", many.toString());
        assertThat(problems("many.yaml")).extracting(Problem::code).containsExactly("include-too-many");
    }

    @Test
    void oneThatIsMissingOrAnotherIsNamedWhereItIsIncluded() throws IOException {
        file("top.yaml", "include:\n  - {file: gone.yaml}\n  - {file: db.yaml, sha256: " + "ab".repeat(32) + "}\n");
        assertThat(problems("top.yaml"))
                .extracting(it -> it.code() + " " + it.place().orElseThrow().line())
                .containsExactly("unreadable 3", "wrong-digest 4");
    }

    @Test
    void offlineListsAllThatWouldBeFetched() throws IOException {
        String sha256 = "ab".repeat(32);
        file("db.yaml", "include: [{url: \"https://example.org/two\", sha256: " + sha256 + "}]\n");
        file("top.yaml", "include: [{url: \"https://example.org/one\", sha256: " + sha256 + "}, {file: db.yaml}]\n");
        assertThat(problems("top.yaml"))
                .extracting(Problem::message)
                .containsExactly(
                        "https://example.org/one would have to be fetched",
                        "https://example.org/two would have to be fetched");
    }

    @Test
    void whatComesFromAServerCanIncludeNoFile() throws IOException {
        byte[] document = "node: 1\ninclude: [{file: /etc/passwd}]\n"
                .replace("/etc/passwd", "etc/passwd")
                .getBytes(StandardCharsets.UTF_8);
        try (LocalServer server = LocalServer.start()) {
            server.serve("/a", document);
            file("top.yaml", "include: [{url: \"" + server.url("/a") + "\", sha256: " + Digest.of(document) + "}]\n");
            DirectSource online = new DirectSource(Optional.of(new Connections(Map.of(), Optional.empty())));
            assertThat(catchThrowableOfType(
                                    InvalidDocumentException.class,
                                    () -> NodeConfigReader.bind(ConfigText.of(folder.resolve("top.yaml")), online))
                            .problems())
                    .extracting(Problem::code)
                    .containsExactly("include-refused");
        }
    }
}
