package dev.atoll.machine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.machine.host.MachineException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against OpenSSH's client and key generator. */
@Tag("conformance")
class SshConformanceTest {
    @TempDir
    private Path directory;

    @Test
    void makesAKeyOnceAndKeepsIt() throws IOException {
        SshKey key = SshKey.in(directory);
        assertThat(key.publicKey()).startsWith("ssh-ed25519 ");
        assertThat(Files.getPosixFilePermissions(key.privateKey()))
                .doesNotContain(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);
        assertThat(SshKey.in(directory)).isEqualTo(key);
    }

    @Test
    void aGuestThatDoesNotAnswerIsReportedWithSshsWords() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Ssh ssh = new Ssh("root", port, SshKey.in(directory).privateKey(), directory.resolve("known_hosts"));
        assertThat(ssh.run("true").exit()).isEqualTo(255);
        assertThatThrownBy(() -> ssh.await(Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(
                        MachineException.class, e -> assertThat(e.code()).isEqualTo("guest-silent"))
                .hasMessageContaining("Connection refused");
    }

    @Test
    void aCommandThatTakesTooLongIsEnded() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            Ssh ssh = new Ssh(
                    "root", silent.getLocalPort(), SshKey.in(directory).privateKey(), directory.resolve("known_hosts"));
            assertThatThrownBy(() -> ssh.run("true", new byte[0], Duration.ofSeconds(1)))
                    .isInstanceOfSatisfying(
                            MachineException.class, e -> assertThat(e.code()).isEqualTo("guest-command-slow"));
        }
    }
}
