package dev.atoll.machine.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SshTest {
    private final Ssh ssh = new Ssh("root", 2222, Path.of("/vm/ssh_key"), Path.of("/vm/my hosts"));

    @Test
    void usesNothingOfTheUsersOwn() {
        assertThat(ssh.command("uname -r"))
                .startsWith("ssh", "-F", "/dev/null")
                .containsSequence("-i", "/vm/ssh_key")
                .contains(
                        "IdentityAgent=none",
                        "BatchMode=yes",
                        "UserKnownHostsFile=\"/vm/my hosts\"",
                        "GlobalKnownHostsFile=/dev/null")
                .endsWith("-p", "2222", "root@127.0.0.1", "--", "uname -r");
    }

    @Test
    void quotesAnyWordForTheShell() {
        assertThat(Ssh.quote("a b")).isEqualTo("'a b'");
        assertThat(Ssh.quote("it's $HOME")).isEqualTo("'it'\\''s $HOME'");
    }
}
