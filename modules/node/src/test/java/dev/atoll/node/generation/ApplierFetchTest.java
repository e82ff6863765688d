package dev.atoll.node.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.document.InvalidDocumentException;
import dev.atoll.node.check.ConfigText;
import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.fetch.Connections;
import dev.atoll.node.fetch.FetchedFiles;
import dev.atoll.node.fetch.LocalServer;
import dev.atoll.node.fetch.Supplies;
import dev.atoll.store.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Generations of configurations that need a network, on the kernel's own overlays; needs root. */
@Tag("conformance")
class ApplierFetchTest {
    private static final byte[] PAGE = "<h1>fetched</h1>\n".getBytes(StandardCharsets.UTF_8);

    @TempDir(cleanup = CleanupMode.NEVER) // what stays mounted must not be deleted through
    private Path folder;

    private TestMachine machine;
    private LocalServer server;

    @BeforeEach
    void boot() throws IOException {
        machine = TestMachine.boot(folder);
        server = LocalServer.start().serve("/page", PAGE);
    }

    @AfterEach
    void halt() {
        server.close();
        machine.close();
    }

    private Applier applier(boolean online) {
        Supplies supplies = new Supplies(
                new FetchedFiles(machine.paths.fetched()),
                online ? Optional.of(new Connections(Map.of(), Optional.empty())) : Optional.empty());
        return new Applier(
                machine.paths, secret -> "", supplies, InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000)));
    }

    private Request request() {
        String base = "node: 1\nhostname: base\nfiles: [{path: /etc/page, url: \"" + server.url("/page")
                + "\", sha256: " + Digest.of(PAGE) + "}, {path: /var/lib/page, url: \"" + server.url("/page")
                + "\", sha256: " + Digest.of(PAGE) + "}]\n";
        byte[] bytes = base.getBytes(StandardCharsets.UTF_8);
        server.serve("/base", bytes);
        String top = "node: 1\ninclude: [{url: \"" + server.url("/base") + "\", sha256: " + Digest.of(bytes)
                + "}]\nhostname: web\n";
        ConfigText text = ConfigText.of("node.yaml", top.getBytes(StandardCharsets.UTF_8));
        return new Request(text, Optional.empty(), "a test", true, Optional.empty());
    }

    @Test
    void aGenerationHoldsWhatWasFetchedAndWhatItWasJoinedOf() throws IOException {
        Request request = request();
        Generation generation = applier(true).prepare(request);
        Path made = machine.generations.folder(generation.number());
        assertThat(made.resolve("etc/page")).hasBinaryContent(PAGE);
        assertThat(made.resolve("var/lib/page")).hasBinaryContent(PAGE);
        assertThat(made.resolve("etc/hostname")).hasContent("web\n");
        assertThat(generation.digest())
                .isEqualTo(Digest.of(request.text().bytes()).hex());
        assertThat(generation.fetched()).hasSize(2).contains(Digest.of(PAGE).hex());
        assertThat(NodeConfigReader.read(made.resolve("node.yaml")).files()).hasSize(2);
        server.close();
        assertThat(applier(false).prepare(request).number()).isEqualTo(generation.number() + 1);
    }

    @Test
    void aServerThatIsNotThereLeavesNothing() throws IOException {
        server.status("/page", 503);
        Request request = request();
        assertThatThrownBy(() -> applier(true).prepare(request))
                .isInstanceOfSatisfying(
                        InvalidDocumentException.class,
                        it -> assertThat(Supplies.isUnreachable(it)).isTrue());
        assertThat(machine.generations.all()).isEmpty();
        assertThat(machine.etc.live()).isEmpty();
    }

    @Test
    void aFileThatIsAnotherNeverGetsAPlace() throws IOException {
        Request request = request();
        server.serve("/page", "another".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> applier(true).prepare(request)).hasMessageContaining("is not what was meant");
        assertThat(machine.generations.all()).isEmpty();
        assertThat(Files.exists(machine.paths.fetched().resolve(Digest.of(PAGE).hex())))
                .isFalse();
    }

    @Test
    void whatNoGenerationNamesGoesWithTheLastThatDid() throws IOException {
        Generation generation = applier(true).prepare(request());
        FetchedFiles files = new FetchedFiles(machine.paths.fetched());
        files.sweep(Set.copyOf(generation.fetched()));
        assertThat(files.find(Digest.of(PAGE).hex())).isPresent();
        files.sweep(Set.of());
        assertThat(files.find(Digest.of(PAGE).hex())).isEmpty();
        assertThat(machine.generations.folder(generation.number()).resolve("etc/page"))
                .exists();
    }
}
