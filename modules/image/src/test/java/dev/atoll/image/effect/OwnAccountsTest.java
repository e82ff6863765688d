package dev.atoll.image.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.image.Samples;
import dev.atoll.image.users.Sysusers;
import dev.atoll.image.users.UserRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnAccountsTest {
    private final FileTree tree = Samples.tree();

    private void apply(String accounts) {
        OwnAccounts.apply(
                tree, Samples.definition("accounts: " + accounts + "\n").accounts(), 9);
    }

    @Test
    void anAccountBecomesAUserItsGroupAndItsMemberships() {
        apply("[{name: ann, id: 1000, description: Ann 100%, groups: [adm, crew]}]");
        Sysusers.apply(tree, UserRegistry.EMPTY, List.of("g crew 1500", "g adm 4"), 0);
        assertThat(Samples.text(tree, "etc/passwd").lines()).contains("ann:x:1000:1000:Ann 100%:/home/ann:/bin/bash");
        assertThat(Samples.text(tree, "etc/group").lines()).contains("ann:x:1000:", "crew:x:1500:ann", "adm:x:4:ann");
        assertThat(Samples.text(tree, "etc/shadow").lines()).anyMatch(line -> line.startsWith("ann:!*:"));
        assertThat(Samples.text(tree, "usr/lib/tmpfiles.d/zz-atoll-accounts.conf"))
                .isEqualTo("d \"/home/ann\" 0700 ann ann -\n");
    }

    @Test
    void itsKeysLieWhereTheServerLooks() {
        apply("[{name: ann, id: 1000, sshKeys: [ssh-ed25519 AAAA ann@home, ssh-rsa BBBB]}]");
        assertThat(Samples.text(tree, "etc/ssh/authorized_keys.d/ann"))
                .isEqualTo("ssh-ed25519 AAAA ann@home\nssh-rsa BBBB\n");
        assertThat(Samples.text(tree, "etc/ssh/sshd_config.d/10-atoll-accounts.conf"))
                .contains("/authorized_keys.d/%u");
    }

    @Test
    void withoutAccountsNothingIsWritten() {
        apply("[]");
        assertThat(tree.nodes()).hasSize(1);
    }
}
