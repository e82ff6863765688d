package dev.atoll.node.agent;

import dev.atoll.node.linux.ServiceManager;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Tells the service manager that the agent works, as long as it answers a call like everybody else's.
 *
 * @param socket where it answers
 * @param interval between calls
 */
record Watchdog(Path socket, Duration interval) {
    private static final byte[] CALL =
            "{\"method\":\"org.varlink.service.GetInfo\"}\0".getBytes(StandardCharsets.UTF_8);

    /** Returns when a call was not answered; if it hangs, the service manager's patience ends. */
    void run() throws InterruptedException {
        while (answers()) {
            ServiceManager.tell("WATCHDOG=1");
            Thread.sleep(interval);
        }
    }

    private boolean answers() {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap(CALL));
            ByteBuffer reply = ByteBuffer.allocate(4096);
            while (reply.position() == 0 || reply.get(reply.position() - 1) != 0) {
                if (channel.read(reply) < 0 || !reply.hasRemaining()) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
