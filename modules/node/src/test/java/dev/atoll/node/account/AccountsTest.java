package dev.atoll.node.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atoll.node.check.NodeConfigReader;
import dev.atoll.node.config.NodeConfig;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private static final AccountFiles IMAGE = new AccountFiles(
            "root:x:0:0:root:/root:/bin/bash\nsshd:x:805:65534::/run/sshd:/usr/sbin/nologin\n",
            "root:x:0:\nsystemd-journal:x:810:x\nusers:x:100:\n",
            "root:!*:20000::::::\nsshd:!*:20000::::::\n",
            "root:!*::\nsystemd-journal:!*::x\nusers:!*::\n");

    private static Accounts.Merged merge(KnownIds ids, String yaml) {
        NodeConfig config = NodeConfigReader.read("node.yaml", ("node: 1\n" + yaml).getBytes(StandardCharsets.UTF_8));
        return Accounts.merge(
                IMAGE,
                config.groups(),
                config.users(),
                ids,
                secret -> "$6$salt$" + secret.credential().orElseThrow() + "\n");
    }

    @Test
    void nothingLeavesTheImageAsItIs() {
        assertThat(merge(KnownIds.NONE, "")).isEqualTo(new Accounts.Merged(IMAGE, KnownIds.NONE));
    }

    @Test
    void usersAndGroupsComeBehindThoseOfTheImage() {
        Accounts.Merged merged = merge(KnownIds.NONE, """
                groups: [{name: app, id: 1000}, {name: team}]
                users:
                  - {name: core, description: Operator, groups: [systemd-journal, app], passwordHash: {credential: hash}}
                  - {name: bot, id: 2000, shell: /usr/sbin/nologin, home: /var/lib/bot}
                """);
        assertThat(merged.files().passwd()).isEqualTo(IMAGE.passwd() + """
                core:x:1002:1002:Operator:/var/home/core:/bin/bash
                bot:x:2000:2000::/var/lib/bot:/usr/sbin/nologin
                """);
        assertThat(merged.files().group()).isEqualTo("""
                root:x:0:
                systemd-journal:x:810:x,core
                users:x:100:
                app:x:1000:core
                team:x:1001:
                core:x:1002:
                bot:x:2000:
                """);
        assertThat(merged.files().shadow()).isEqualTo(IMAGE.shadow() + "core:$6$salt$hash:::::::\nbot:!*:::::::\n");
        assertThat(merged.files().gshadow()).contains("systemd-journal:!*::x,core\n", "app:!*::core\n");
        assertThat(merged.ids())
                .isEqualTo(new KnownIds(Map.of("core", 1002, "bot", 2000), Map.of("app", 1000, "team", 1001)));
    }

    @Test
    void anIdStaysItsNamesEvenWhenTheNameIsGone() {
        KnownIds before = new KnownIds(Map.of("gone", 1000, "here", 1001), Map.of());
        Accounts.Merged merged = merge(before, "users: [{name: fresh}, {name: here}]");
        assertThat(merged.ids().users())
                .containsEntry("fresh", 1002)
                .containsEntry("here", 1001)
                .containsEntry("gone", 1000);
        assertThatThrownBy(() -> merge(before, "users: [{name: a, id: 1000}, {name: here, id: 1005}]"))
                .isInstanceOf(AccountException.class)
                .hasMessageContaining("1000 of a belongs to gone")
                .hasMessageContaining("here has the id 1001 on this node");
    }

    @Test
    void whatTheImageHasCannotBeMadeAgain() {
        assertThatThrownBy(() -> merge(
                        KnownIds.NONE, "groups: [{name: users}]\nusers: [{name: sshd}, {name: a, groups: [nope]}]"))
                .hasMessageContaining("the image has a group users already")
                .hasMessageContaining("the image has a user or group sshd already")
                .hasMessageContaining("there is no group nope for the user a");
    }

    @Test
    void rootMayHaveAPassword() {
        Accounts.Merged merged = merge(KnownIds.NONE, "users: [{name: root, passwordHash: {credential: r}}]");
        assertThat(merged.files().passwd()).isEqualTo(IMAGE.passwd());
        assertThat(merged.files().shadow()).startsWith("root:$6$salt$r:20000::::::\n");
    }

    @Test
    void aSecretThatIsNoHashIsRefusedAndNotShown() {
        assertThatThrownBy(() -> Accounts.merge(
                        IMAGE,
                        List.of(),
                        NodeConfigReader.read(
                                        "n",
                                        "node: 1\nusers: [{name: a, passwordHash: {credential: c}}]"
                                                .getBytes(StandardCharsets.UTF_8))
                                .users(),
                        KnownIds.NONE,
                        secret -> "swordfish:0"))
                .hasMessageContaining("is no hash")
                .hasMessageNotContaining("swordfish");
    }
}
