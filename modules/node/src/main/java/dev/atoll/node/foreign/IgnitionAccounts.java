package dev.atoll.node.foreign;

import dev.atoll.node.foreign.Draft.Section;
import java.util.Optional;

/** {@code passwd} of Ignition. */
final class IgnitionAccounts {
    private final Draft draft;
    private final Findings findings;

    IgnitionAccounts(Draft draft, Findings findings) {
        this.draft = draft;
        this.findings = findings;
    }

    void read(Cursor passwd) {
        passwd.each("groups", this::group);
        passwd.each("users", this::user);
    }

    private static boolean isAbandoned(Cursor it, Optional<Text> name) {
        if (name.isEmpty()) {
            it.abandon("the account has no name", "correct it in the source");
        } else if (!it.logical("shouldExist").orElse(true)) {
            it.abandon("accounts of the image cannot be removed by a configuration", "leave it out of the image");
        } else {
            return false;
        }
        return true;
    }

    private void group(Cursor it) {
        Optional<Text> name = it.text("name");
        if (isAbandoned(it, name)) {
            return;
        }
        draft.add(Section.GROUPS, new Fields(it.place()).text("name", name).number("id", it.whole("gid")));
        it.lost("passwordHash", "groups have no passwords here", "add the users to the group");
        it.lostIfTrue("system", AccountWords.SYSTEM, AccountWords.SYSTEM_INSTEAD);
    }

    private void user(Cursor it) {
        Optional<Text> name = it.text("name");
        if (isAbandoned(it, name)) {
            return;
        }
        Users.User user = draft.users().user(name.orElseThrow(), it.place());
        user.fields()
                .number("id", it.whole("uid"))
                .text("description", it.nonEmpty("gecos"))
                .text("home", it.nonEmpty("homeDir").map(home -> home.map(Paths::settled)))
                .text("shell", it.nonEmpty("shell"));
        user.groups(it.texts("groups"));
        user.keys(it.texts("sshAuthorizedKeys"));
        it.nonEmpty("passwordHash").filter(AccountWords::isPassword).ifPresent(hash -> user.password(hash, findings));
        it.lost("primaryGroup", AccountWords.OWN_GROUP, AccountWords.OWN_GROUP_INSTEAD);
        it.lostIfTrue("noUserGroup", AccountWords.OWN_GROUP, AccountWords.OWN_GROUP_INSTEAD);
        it.lostIfTrue("noCreateHome", AccountWords.HOME, "nothing");
        it.lostIfTrue("noLogInit", AccountWords.LOG, "nothing");
        it.lostIfTrue("system", AccountWords.SYSTEM, AccountWords.SYSTEM_INSTEAD);
        it.lost("sshAuthorizedKeysLocal", IgnitionStorage.LOCAL, "write the keys into the configuration");
    }
}
