package dev.atoll.node.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.document.Documents;
import dev.atoll.node.drift.Drift;
import dev.atoll.node.drift.DriftReport;
import dev.atoll.node.generation.NodePaths;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VarlinkServerTest {
    @TempDir
    Path folder;

    private Path socket;
    private VarlinkServer server;

    @BeforeEach
    void open() throws IOException {
        NodePaths paths = new NodePaths(folder.resolve("root"), folder.resolve("state"), folder.resolve("run"));
        Files.createDirectories(paths.state().resolve("generations"));
        Path memory = Files.createDirectories(paths.run().resolve("etc/0"));
        Files.writeString(memory.resolve("generation"), "0\n");
        Files.createSymbolicLink(paths.run().resolve("etc/live"), Path.of("0"));
        Documents.writeJson(
                paths.run().resolve("drift.json"),
                new DriftReport(
                        7,
                        List.of(new Drift.Difference(
                                "/etc/motd", dev.atoll.node.change.PathChange.Kind.ADDED, List.of("+hello")))));
        socket = folder.resolve("node.sock");
        server = VarlinkServer.open(socket, new VarlinkService(new NodeState(paths), Optional::empty, "1.2"));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void tellsWhatTheNodeIs() throws IOException {
        assertThat(call("{\"method\":\"dev.atoll.Node.GetStatus\"}"))
                .contains("\"trying\" : false", "\"drift\" : 1")
                .doesNotContain("live");
        assertThat(call("{\"method\":\"dev.atoll.Node.ListGenerations\",\"parameters\":{}}"))
                .contains("\"generations\" : [ ]");
        assertThat(call("{\"method\":\"dev.atoll.Node.GetDrift\"}")).contains("/etc/motd", "+hello", "\"checked\" : 7");
    }

    @Test
    void describesItself() throws IOException {
        assertThat(call("{\"method\":\"org.varlink.service.GetInfo\"}"))
                .contains("\"dev.atoll.Node\"", "\"version\" : \"1.2\"");
        assertThat(
                        call(
                                "{\"method\":\"org.varlink.service.GetInterfaceDescription\",\"parameters\":{\"interface\":\"dev.atoll.Node\"}}"))
                .contains("method GetStatus()");
    }

    @Test
    void namesWhatItDoesNotKnow() throws IOException {
        assertThat(call("{\"method\":\"dev.atoll.Node.Explode\"}"))
                .contains("org.varlink.service.MethodNotFound", "dev.atoll.Node.Explode");
        assertThat(
                        call(
                                "{\"method\":\"org.varlink.service.GetInterfaceDescription\",\"parameters\":{\"interface\":\"x\"}}"))
                .contains("org.varlink.service.InvalidParameter");
    }

    @Test
    void answersOnAfterNonsense() throws IOException {
        for (String nonsense : List.of("{", "[]", "\"", "{\"method\":", "x".repeat(1 << 17))) {
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                channel.write(ByteBuffer.wrap((nonsense + "\0").getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                // closed while it was written: as it should be
            }
        }
        assertThat(call("{\"method\":\"org.varlink.service.GetInfo\"}")).contains("Atoll");
    }

    @Test
    void saysWhenFilesCannotBeRead() throws IOException {
        Files.delete(folder.resolve("run/etc/live"));
        assertThat(call("{\"method\":\"dev.atoll.Node.GetStatus\"}")).contains("dev.atoll.Node.Failed");
    }

    private String call(String call) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap((call + "\0").getBytes(StandardCharsets.UTF_8)));
            ByteBuffer reply = ByteBuffer.allocate(1 << 16);
            while (reply.position() == 0 || reply.get(reply.position() - 1) != 0) {
                assertThat(channel.read(reply)).isPositive();
            }
            return StandardCharsets.UTF_8.decode(reply.flip()).toString();
        }
    }
}
