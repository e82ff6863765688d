package dev.atoll.node.agent;

import dev.atoll.document.Documents;
import dev.atoll.document.InvalidDocumentException;
import dev.atoll.document.Place;
import dev.atoll.document.Value;
import dev.atoll.node.output.Output;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Answers calls of the Varlink protocol on a Unix socket: JSON objects, each ended by a zero byte. One thread a connection, at
 * most 16 of them; a call may have 64 KiB. Thread safe.
 */
final class VarlinkServer implements AutoCloseable {
    private static final int MOST_CONNECTIONS = 16;
    private static final int LONGEST_CALL = 1 << 16;

    private static final Value.Mapping NOTHING = Value.Mapping.of(List.of(), new Place("", 1, 1, ""));

    private final ServerSocketChannel server;
    private final VarlinkService service;
    private final Semaphore free = new Semaphore(MOST_CONNECTIONS);

    private VarlinkServer(ServerSocketChannel server, VarlinkService service) {
        this.server = server;
        this.service = service;
    }

    /**
     * Begins to listen.
     *
     * @param socket replaced if it is there; its owner and group may connect
     */
    static VarlinkServer open(Path socket, VarlinkService service) throws IOException {
        Files.deleteIfExists(socket);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        channel.bind(UnixDomainSocketAddress.of(socket));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw----"));
        VarlinkServer server = new VarlinkServer(channel, service);
        Thread.ofPlatform().daemon().name("varlink").start(server::accept);
        return server;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel connection = server.accept();
                if (free.tryAcquire()) {
                    Thread.ofVirtual().start(() -> serve(connection));
                } else {
                    connection.close();
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                Output.warning("a connection failed: " + e.getMessage());
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection;
                InputStream in = new BufferedInputStream(Channels.newInputStream(connection))) {
            for (Optional<byte[]> call = next(in); call.isPresent(); call = next(in)) {
                Optional<String> reply = answer(call.get());
                if (reply.isPresent()) {
                    ByteBuffer bytes = ByteBuffer.wrap((reply.get() + "\0").getBytes(StandardCharsets.UTF_8));
                    while (bytes.hasRemaining()) {
                        connection.write(bytes);
                    }
                }
            }
        } catch (IOException | InvalidDocumentException e) {
            // The other side went away, or does not speak the protocol: there is nobody to tell.
        } finally {
            free.release();
        }
    }

    /** The bytes up to the next zero; empty at the end, or where they are too many. */
    private static Optional<byte[]> next(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next > 0; next = in.read()) {
            if (bytes.size() == LONGEST_CALL) {
                return Optional.empty();
            }
            bytes.write(next);
        }
        return bytes.size() == 0 ? Optional.empty() : Optional.of(bytes.toByteArray());
    }

    private Optional<String> answer(byte[] bytes) {
        Value root = Documents.tree("call", bytes).root();
        Value.Mapping call = root instanceof Value.Mapping mapping ? mapping : NOTHING;
        Value.Mapping parameters = call.find("parameters")
                .filter(Value.Mapping.class::isInstance)
                .map(Value.Mapping.class::cast)
                .orElse(NOTHING);
        String reply = service.call(VarlinkService.text(call, "method"), parameters);
        return VarlinkService.text(call, "oneway").equals("true") ? Optional.empty() : Optional.of(reply);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
