package dev.atoll.image.effect;

import dev.atoll.disk.tree.Content;
import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.definition.Account;
import dev.atoll.image.layout.Placement;
import java.util.List;

/**
 * The users that a definition declares: lines of {@code sysusers.d(5)}, home directories as lines of {@code
 * tmpfiles.d(5)}, since homes lie in the machine's state, and public keys where {@code sshd(8)} is told to look.
 */
public final class OwnAccounts {
    private static final String NAME = "zz-atoll-accounts.conf";
    private static final String KEYS = "etc/ssh/authorized_keys.d/";
    private static final String BY = "accounts: of the definition";

    private OwnAccounts() {}

    /**
     * Writes the files; nothing if there are no accounts.
     *
     * @param date of the files, seconds since 1970
     */
    public static void apply(FileTree tree, List<Account> accounts, long date) {
        if (accounts.isEmpty()) {
            return;
        }
        Placement placement = new Placement(tree, date);
        StringBuilder users = new StringBuilder();
        StringBuilder homes = new StringBuilder();
        for (Account account : accounts) {
            users.append("u %s %d \"%s\" %s %s\n"
                    .formatted(
                            account.name(),
                            account.id(),
                            specifiers(account.description()),
                            specifiers(account.home()),
                            specifiers(account.shell())));
            account.groups().forEach(group -> users.append("m %s %s\n".formatted(account.name(), group)));
            homes.append(
                    "d \"%s\" 0700 %s %s -\n".formatted(specifiers(account.home()), account.name(), account.name()));
            if (!account.sshKeys().isEmpty()) {
                put(placement, KEYS + account.name(), String.join("\n", account.sshKeys()) + "\n", date);
            }
        }
        put(placement, "usr/lib/sysusers.d/" + NAME, users.toString(), date);
        put(placement, "usr/lib/tmpfiles.d/" + NAME, homes.toString(), date);
        if (accounts.stream().anyMatch(account -> !account.sshKeys().isEmpty())) {
            put(
                    placement,
                    "etc/ssh/sshd_config.d/10-atoll-accounts.conf",
                    "AuthorizedKeysFile .ssh/authorized_keys /etc/ssh/authorized_keys.d/%u\n",
                    date);
        }
    }

    private static void put(Placement placement, String path, String text, long date) {
        placement.put(path, new Node.File(Metadata.root(0644, date), Content.of(text)), BY);
    }

    private static String specifiers(String text) {
        return text.replace("%", "%%");
    }
}
