package dev.atoll.node.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.NodeConfig;
import dev.atoll.node.delivery.Delivered;
import dev.atoll.node.fetch.Http;
import dev.atoll.node.fetch.LocalServer;
import dev.atoll.node.fetch.Patience;
import dev.atoll.node.fetch.Retries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The platform's services, played by a server of this process. */
@Timeout(60)
class AzureTest {
    private static final String INSTANCE = "/metadata/instance?api-version=2021-08-01&extended=true";
    private static final Retries RETRIES =
            new Retries(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(500));
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(2));

    @TempDir
    private Path root;

    private LocalServer server;
    private final Http http = Http.direct(PATIENCE);

    @BeforeEach
    void listen() throws IOException {
        server = LocalServer.start();
    }

    @AfterEach
    void leave() {
        server.close();
    }

    private MetadataService.Instance instance() {
        return new MetadataService(URI.create(server.url("")), http, RETRIES).read();
    }

    private void report(Optional<String> failure) {
        new WireServer(URI.create(server.url("")), http, RETRIES).report(failure);
    }

    private static NodeConfig config(Delivered delivered) {
        return NodeConfigReader.over(
                        NodeConfigReader.bind(
                                "facts", delivered.below().orElseThrow().bytes()),
                        NodeConfigReader.bind("node.yaml", delivered.text().bytes()))
                .value();
    }

    @Test
    void aMachineIsKnownByItsChassis() throws IOException {
        Path tag = root.resolve("sys/class/dmi/id/chassis_asset_tag");
        assertThat(AzureMachine.isAt(root)).isFalse();
        Files.createDirectories(tag.resolveSibling(""));
        Files.writeString(tag, "something else\n");
        assertThat(AzureMachine.isAt(root)).isFalse();
        Files.writeString(tag, "7783-7084-3265-9085-8269-3286-77\n");
        assertThat(AzureMachine.isAt(root)).isTrue();
    }

    @Test
    void theMediaMakesAConfiguration() {
        Delivered delivered =
                AzureMachine.delivered(Optional.empty(), Optional.of(OvfEnvironment.read(Documents.machine())));
        assertThat(delivered.source()).isEqualTo("Azure custom data");
        NodeConfig config = config(delivered);
        assertThat(config.hostname()).contains("custom");
        assertThat(config.users()).singleElement().satisfies(it -> {
            assertThat(it.name()).isEqualTo("core");
            assertThat(it.sshKeys()).containsExactly("ssh-ed25519 AAAA core");
        });
    }

    @Test
    void userDataComesBeforeCustomDataAndFactsFromTheServiceBeforeThose() {
        server.serve(INSTANCE, Documents.instance(Documents.base64("node: 1\nmodules: [nfs]\n")));
        Delivered delivered =
                AzureMachine.delivered(Optional.of(instance()), Optional.of(OvfEnvironment.read(Documents.machine())));
        assertThat(delivered.source()).isEqualTo("Azure user data");
        NodeConfig config = config(delivered);
        assertThat(config.modules()).containsExactly("nfs");
        assertThat(config.hostname()).contains("vm2");
        assertThat(config.users()).extracting(it -> it.name()).containsExactly("admin");
        assertThat(config.users().getFirst().sshKeys()).containsExactly("ssh-ed25519 BBBB");
        assertThat(server.asked().getFirst().header("Metadata")).isEqualTo("true");
    }

    @Test
    void whatIsNoNodeConfigurationIsLeftOut() {
        server.serve(INSTANCE, Documents.instance(Documents.base64("#cloud-config\nusers: []\n")));
        Delivered delivered = AzureMachine.delivered(Optional.of(instance()), Optional.empty());
        assertThat(delivered.source()).isEqualTo("Azure");
        assertThat(config(delivered).hostname()).contains("vm2");
    }

    @Test
    void userDataMayBePackedButNotDamagedOrEndless() throws IOException {
        byte[] packed = packed("node: 1\nhostname: packed\n".getBytes(StandardCharsets.UTF_8));
        assertThat(new Payload("data", packed).config().orElseThrow().bytes())
                .asString(StandardCharsets.UTF_8)
                .contains("packed");
        assertThatThrownBy(() -> new Payload("data", Arrays.copyOf(packed, packed.length - 9)).config())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("data is packed, and cannot be unpacked");
        byte[] bomb = packed(new byte[64 << 20]);
        assertThatThrownBy(() -> new Payload("data", bomb).config()).hasMessageContaining("larger than");
        server.serve(INSTANCE, Documents.instance(Base64.getEncoder().encodeToString(Arrays.copyOf(packed, 30))));
        assertThatThrownBy(() -> AzureMachine.delivered(Optional.of(instance()), Optional.empty()))
                .isInstanceOf(AzureException.class);
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    @Test
    void aPasswordAloneLetsNobodyIn() {
        OvfEnvironment environment = OvfEnvironment.read(Documents.environment(
                "<HostName>vm</HostName><UserName>core</UserName><UserPassword>secret</UserPassword>"));
        assertThatThrownBy(() -> AzureMachine.delivered(Optional.empty(), Optional.of(environment)))
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("give an SSH key")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aDamagedEnvironmentIsRefused() {
        assertThatThrownBy(() -> OvfEnvironment.read("<Environment/>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(XmlException.class);
        assertThatThrownBy(() -> OvfEnvironment.read(Documents.environment("<CustomData>A</CustomData>")))
                .hasMessageContaining("not base64");
    }

    private static LocalServer.Answering turns(Integer... statuses) {
        Iterator<Integer> turns = List.of(statuses).iterator();
        return exchange -> {
            if (turns.hasNext()) {
                exchange.sendResponseHeaders(turns.next(), -1);
            } else {
                LocalServer.send(exchange, 200, Documents.instance(""));
            }
        };
    }

    @Test
    void theServiceIsAskedAgainWhereItSaysSo() {
        server.on(INSTANCE, turns(404, 410, 429, 500, 503));
        assertThat(instance().facts().hostName()).contains("vm2");
        assertThat(server.asked()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 405, 302})
    void otherAnswersAreForGood(int status) {
        server.status(INSTANCE, status);
        assertThatThrownBy(this::instance).isInstanceOf(AzureException.class).hasMessageContaining("" + status);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void theServiceIsGivenUpInTheEnd() {
        server.status(INSTANCE, 503);
        assertThatThrownBy(this::instance).isInstanceOf(AzureException.class);
        assertThat(server.asked().size()).isBetween(3, 40);
    }

    @Test
    void answersThatMakeNoSenseAreAskedForAgain() {
        server.serve(INSTANCE, "{\"comp".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(this::instance).isInstanceOf(AzureException.class);
        assertThat(server.asked().size()).isGreaterThan(2);
    }

    @Test
    void aGiantAnswerIsRefused() {
        server.endless(INSTANCE);
        assertThatThrownBy(this::instance).hasMessageContaining("more than");
    }

    @Test
    void readyIsReportedForTheGoalState() {
        server.serve("/machine/?comp=goalstate", Documents.goalState());
        server.on("/machine/?comp=health", turns(503));
        report(Optional.empty());
        assertThat(server.asked()).hasSize(3);
        LocalServer.Asked asked = server.asked().getLast();
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.header("X-ms-version")).isEqualTo("2012-11-30");
        assertThat(asked.header("Content-type")).isEqualTo("text/xml;charset=utf-8");
        XmlElement health = XmlReader.read(asked.body().getBytes(StandardCharsets.UTF_8));
        assertThat(health.textAt("GoalStateIncarnation")).contains("7");
        assertThat(health.textAt("Container", "ContainerId")).contains("c-1");
        XmlElement role = health.find("Container", "RoleInstanceList", "Role").orElseThrow();
        assertThat(role.textAt("InstanceId")).contains("_vm & 1");
        assertThat(role.textAt("Health", "State")).contains("Ready");
        assertThat(role.find("Health", "Details")).isEmpty();
    }

    @Test
    void aFailureIsReportedWithItsReason() {
        server.serve("/machine/?comp=goalstate", Documents.goalState());
        server.serve("/machine/?comp=health", new byte[0]);
        report(Optional.of("invalid: a<b at node.yaml:1:1\u0001" + "x".repeat(1000)));
        XmlElement health = XmlReader.read(server.asked().getLast().body().getBytes(StandardCharsets.UTF_8));
        XmlElement state =
                health.find("Container", "RoleInstanceList", "Role", "Health").orElseThrow();
        assertThat(state.textAt("State")).contains("NotReady");
        assertThat(state.textAt("Details", "SubStatus")).contains("ProvisioningFailed");
        assertThat(state.textAt("Details", "Description").orElseThrow())
                .startsWith("invalid: a<b at node.yaml:1:1")
                .hasSize(512);
    }

    @Test
    void aWireServerThatRefusesIsNoReasonToHang() {
        server.status("/machine/?comp=goalstate", 403);
        assertThatThrownBy(() -> report(Optional.empty())).isInstanceOf(AzureException.class);
        server.serve("/machine/?comp=goalstate", "<GoalState/>".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> report(Optional.empty())).hasMessageContaining("has no Incarnation");
    }
}
