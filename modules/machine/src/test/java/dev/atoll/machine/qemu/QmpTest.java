package dev.atoll.machine.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.machine.host.MachineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QmpTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String GREETING =
            "{\"QMP\": {\"version\": {\"qemu\": {\"major\": 7}}, \"capabilities\": []}}\r\n";

    private Path directory;
    private Path socket;
    private ServerSocketChannel server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    @BeforeEach
    void open() throws IOException {
        directory = Files.createTempDirectory(Path.of("/tmp"), "qmp-test-");
        socket = directory.resolve("s");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        Files.deleteIfExists(socket);
        Files.delete(directory);
    }

    @Test
    void negotiatesAndAsks() {
        serve(
                GREETING,
                request -> request.contains("query-status")
                        ? answer(request, "\"return\": {\"status\": \"running\", \"running\": true}")
                        : answer(request, "\"return\": {}"));
        try (Qmp qmp = Qmp.connect(socket, SOON)) {
            assertThat(qmp.status()).isEqualTo("running");
            qmp.powerDown();
            qmp.execute("device_add", Map.of("driver", "x,\"y\""));
        }
        assertThat(requests)
                .containsExactly(
                        "{\"execute\":\"qmp_capabilities\",\"id\":1}",
                        "{\"execute\":\"query-status\",\"id\":2}",
                        "{\"execute\":\"system_powerdown\",\"id\":3}",
                        "{\"execute\":\"device_add\",\"arguments\":{\"driver\":\"x,\\\"y\\\"\"},\"id\":4}");
    }

    @Test
    void keepsEventsThatComeBetweenAnswers() {
        serve(
                GREETING,
                request ->
                        "{\"event\":\"RESET\",\"data\":{\"guest\":true},\"timestamp\":{}}\n{\"event\":\"WATCHDOG\",\"data\":{\"action\":\"reset\"}}\n"
                                + answer(request, "\"return\": {}"));
        try (Qmp qmp = Qmp.connect(socket, SOON)) {
            assertThat(qmp.awaitEvent(event -> event.name().equals("WATCHDOG"), SOON))
                    .isPresent();
            assertThat(qmp.events()).extracting(QmpEvent::name).containsExactly("RESET", "WATCHDOG");
            assertThat(qmp.events().getFirst().byGuest()).isTrue();
            assertThat(qmp.awaitEvent(event -> event.name().equals("SHUTDOWN"), Duration.ofMillis(20)))
                    .isEmpty();
        }
    }

    @Test
    void aRefusalCarriesTheReason() {
        serve(
                GREETING,
                request -> request.contains("qmp_cap")
                        ? answer(request, "\"return\": {}")
                        : answer(request, "\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"no such thing\"}"));
        try (Qmp qmp = Qmp.connect(socket, SOON)) {
            assertThatThrownBy(() -> qmp.execute("nonsense", Map.of()))
                    .isInstanceOfSatisfying(
                            MachineException.class, e -> assertThat(e.code()).isEqualTo("qmp-refused"))
                    .hasMessageContaining("no such thing");
        }
    }

    @Test
    void quitBearsThatNobodyAnswers() {
        serve(GREETING, request -> request.contains("quit") ? "" : answer(request, "\"return\": {}"));
        try (Qmp qmp = Qmp.connect(socket, SOON)) {
            qmp.quit();
            assertThat(qmp.hasEnded()).isTrue();
        }
    }

    @Test
    void whoeverIsNotQemuIsRefused() {
        serve("{\"hello\": 1}\n", request -> "");
        assertThatThrownBy(() -> Qmp.connect(socket, SOON)).hasMessageContaining("does not speak QMP");
    }

    @Test
    void nonsenseAndEndlessLinesEndTheConnection() {
        for (String greeting :
                List.of("garbage\n", "[".repeat(5000) + "\n", "x".repeat(QmpLines.MAX_LINE_BYTES + 9000), "")) {
            serve(greeting, request -> "");
            assertThatThrownBy(() -> Qmp.connect(socket, SOON))
                    .isInstanceOfSatisfying(
                            MachineException.class, e -> assertThat(e.code()).isEqualTo("qmp-failed"));
        }
    }

    @Test
    void nobodyThereIsAnErrorInTime() throws IOException {
        server.close();
        assertThatThrownBy(() -> Qmp.connect(socket, Duration.ofMillis(50)))
                .isInstanceOfSatisfying(
                        MachineException.class, e -> assertThat(e.code()).isEqualTo("qmp-failed"));
    }

    /** Serves one client; an empty greeting or reply hangs up. */
    private void serve(String greeting, Function<String, String> reply) {
        Thread.ofVirtual().start(() -> {
            try (SocketChannel client = server.accept();
                    BufferedReader in = new BufferedReader(Channels.newReader(client, StandardCharsets.UTF_8))) {
                write(client, greeting);
                for (String line = greeting.isEmpty() ? null : in.readLine(); line != null; line = in.readLine()) {
                    requests.add(line);
                    String text = reply.apply(line);
                    if (text.isEmpty()) {
                        return;
                    }
                    write(client, text);
                }
            } catch (IOException e) {
                // the client has gone
            }
        });
    }

    private static void write(SocketChannel client, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            client.write(bytes);
        }
    }

    private static String answer(String request, String content) {
        String id = request.replaceAll(".*\"id\":(\\d+).*", "$1");
        return "{" + content + ", \"id\": " + id + "}\r\n";
    }
}
