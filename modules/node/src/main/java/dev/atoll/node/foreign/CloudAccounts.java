package dev.atoll.node.foreign;

import dev.atoll.document.Value;
import dev.atoll.node.foreign.Draft.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Users, groups, keys and passwords of cloud-init. */
final class CloudAccounts {
    /** What the default user is called, whose name cloud-init has from the image. */
    private static final String DEFAULT = "core";

    private static final String DEFAULT_WHY =
            "the name of cloud-init's default user is that of its image; here it is " + DEFAULT;

    private static final String SUDO = "Atoll's images have no sudo and no doas";
    private static final String SUDO_INSTEAD =
            "let administrators log in as root by keys of their own, or add sudo to the image and a file below /etc/sudoers.d";
    private static final String EXPIRY = "accounts do not expire";
    private static final String REMOVE = "remove the account from the configuration when its time is over";

    private final Draft draft;
    private final Findings findings;
    private final Set<String> known = new HashSet<>();
    private Optional<Users.User> byDefault = Optional.empty();

    CloudAccounts(Draft draft, Findings findings) {
        this.draft = draft;
        this.findings = findings;
    }

    void read(Cursor top) {
        defaultUser(top);
        for (Item item : top.items("users")) {
            if (item.value() instanceof Value.Mapping) {
                top.read(item, it -> user(it, it.nonEmpty("name")));
            } else {
                top.text(item.value(), item.path()).ifPresent(this::named);
            }
        }
        List<Text> keys = top.texts("ssh_authorized_keys");
        if (!keys.isEmpty()) {
            defaultUser(keys.getFirst()).keys(keys);
        }
        groups(top);
        top.nonEmpty("password").ifPresent(it -> defaultUser(it).password(it, findings));
        top.within("chpasswd", this::passwords);
        top.lostIfTrue(
                "ssh_pwauth",
                "nobody logs in by SSH with a password",
                "a file below /etc/ssh/sshd_config.d, if it must be");
        top.lostIfFalse("disable_root", "root logs in by keys of its own only", "users: root with sshKeys:");
        top.lost("disable_root_opts", "root logs in by keys of its own only", "nothing");
    }

    /** {@code user:} changes the default user, or names it. */
    private void defaultUser(Cursor top) {
        Optional<Value> value = top.peek("user");
        if (value.isPresent() && value.get() instanceof Value.Mapping mapping) {
            top.within("user", it -> {
                Optional<Text> name = it.nonEmpty("name");
                byDefault = Optional.of(
                        name.isPresent()
                                ? draft.users().user(name.get(), it.place())
                                : defaultUser(new Text("", mapping.place(), it.path())));
                user(it, Optional.of(name.orElse(new Text(DEFAULT, mapping.place(), it.path()))));
            });
        } else {
            top.nonEmpty("user")
                    .ifPresent(name -> byDefault = Optional.of(draft.users().user(name, name.place())));
        }
    }

    private Users.User defaultUser(Text reason) {
        if (byDefault.isEmpty()) {
            findings.changed(reason, DEFAULT_WHY, "name the user");
            byDefault = Optional.of(draft.users().user(reason.map(it -> DEFAULT), reason.place()));
        }
        return byDefault.get();
    }

    private void named(Text text) {
        for (Text name : CloudConfig.split(text)) {
            if (name.text().equals("default")) {
                defaultUser(name);
            } else {
                draft.users().user(name, name.place());
            }
        }
    }

    private void user(Cursor it, Optional<Text> name) {
        if (it.has("snapuser")) {
            it.abandon("accounts of other sites are not fetched", "name the user, with sshKeys:");
            return;
        } else if (name.isEmpty()) {
            it.abandon("the user has no name", "correct it in the source");
            return;
        } else if (it.isTrue("ssh_redirect_user")) {
            it.abandon("nobody is told at login to use another account", "leave the user out");
            return;
        }
        Users.User user = draft.users().user(name.get(), it.place());
        user.fields()
                .number("id", it.whole("uid"))
                .text("description", it.nonEmpty("gecos"))
                .text("home", it.nonEmpty("homedir").map(home -> home.map(Paths::settled)))
                .text("shell", it.nonEmpty("shell"));
        user.groups(CloudConfig.names(it.items("groups"), it));
        user.keys(it.texts("ssh_authorized_keys"));
        password(it, user);
        rights(it, name.get());
    }

    private void password(Cursor it, Users.User user) {
        boolean locked = it.logical("lock_passwd").orElse(true);
        List<Text> passwords = new ArrayList<>();
        it.nonEmpty("passwd").ifPresent(passwords::add);
        it.nonEmpty("hashed_passwd").ifPresent(passwords::add);
        it.nonEmpty("plain_text_passwd").ifPresent(passwords::add);
        for (Text password : passwords) {
            if (locked) {
                findings.lost(password, "the password is locked: lock_passwd is true unless said", "nothing");
            } else if (AccountWords.isPassword(password)) {
                user.password(password, findings);
            }
        }
        if (!locked && passwords.isEmpty()) {
            findings.changed(
                    it.place(),
                    it.pathTo("lock_passwd"),
                    "true or false",
                    "an account without a password is locked",
                    "nothing");
        }
    }

    private void rights(Cursor it, Text name) {
        boolean none = it.peek("sudo").flatMap(Scalars::logical).equals(Optional.of(false));
        if (none) {
            it.take("sudo");
        }
        it.lost("sudo", SUDO, SUDO_INSTEAD);
        it.lost("doas", SUDO, SUDO_INSTEAD);
        it.nonEmpty("primary_group")
                .filter(group -> !group.text().equals(name.text()))
                .ifPresent(group -> findings.lost(group, AccountWords.OWN_GROUP, AccountWords.OWN_GROUP_INSTEAD));
        it.lostIfTrue("no_user_group", AccountWords.OWN_GROUP, AccountWords.OWN_GROUP_INSTEAD);
        it.lostIfTrue("no_create_home", AccountWords.HOME, "nothing");
        it.lostIfTrue("no_log_init", AccountWords.LOG, "nothing");
        it.lostIfTrue("system", AccountWords.SYSTEM, AccountWords.SYSTEM_INSTEAD);
        it.lostIfFalse("create_groups", "groups that a user is in must be there", "name them below groups:");
        it.lost("expiredate", EXPIRY, REMOVE);
        it.lost("inactive", EXPIRY, REMOVE);
        it.lost("selinux_user", "Atoll's images have no SELinux", "nothing");
        it.lost("ssh_import_id", "keys are not fetched from other sites", "write them below sshKeys: of the user");
    }

    private void groups(Cursor top) {
        for (Item item : top.items("groups")) {
            if (item.value() instanceof Value.Mapping) {
                top.read(
                        item,
                        it -> it.left().forEach(name -> {
                            Text group = new Text(name, it.place(), it.pathOf(name));
                            group(group);
                            members(it, name, group);
                        }));
            } else {
                top.text(item.value(), item.path())
                        .ifPresent(text -> CloudConfig.split(text).forEach(this::group));
            }
        }
    }

    private void group(Text name) {
        if (draft.users().find(name.text()).isPresent()) {
            findings.changed(name, "every user has a group of its own name already", "nothing");
        } else if (known.add(name.text())) {
            draft.add(Section.GROUPS, new Fields(name.place()).text("name", name));
        }
    }

    private void members(Cursor groups, String name, Text group) {
        for (Text member : CloudConfig.names(groups.items(name), groups)) {
            Optional<Users.User> user = draft.users().find(member.text());
            if (user.isPresent()) {
                user.get().groups(List.of(new Text(group.text(), member.place(), member.path())));
            } else {
                findings.lost(member, "members of groups are users of the configuration", "name it below users:");
            }
        }
    }

    private void passwords(Cursor it) {
        for (Item item : it.items("list")) {
            it.text(item.value(), item.path()).ifPresent(this::lines);
        }
        it.each("users", user -> {
            try {
                password(user);
            } catch (RefusedException e) {
                user.abandon(e.why(), e.instead());
            }
        });
        it.lostIfTrue("expire", "passwords do not expire", "nothing");
    }

    /** Lines of names and passwords with a colon between. */
    private void lines(Text text) {
        for (String line : text.text().lines().filter(it -> !it.isBlank()).toList()) {
            try {
                password(text.map(whole -> line.strip().split(":", 2)[0]), text);
            } catch (RefusedException e) {
                findings.lost(text, e.why(), e.instead());
            }
        }
    }

    private void password(Cursor it) {
        Optional<Text> name = it.nonEmpty("name");
        Optional<Text> password = it.nonEmpty("password");
        String type = it.text("type").map(Text::text).orElse("hash").toLowerCase(Locale.ROOT);
        if (type.equals("random")) {
            throw new RefusedException("no passwords are made and shown on a node", "let the user log in by a key");
        } else if (!type.equals("hash") && !type.equals("text")) {
            throw new RefusedException("this type of passwords is unknown", "correct it in the source");
        } else if (name.isEmpty() || password.isEmpty()) {
            throw new RefusedException("it has no name or no password", "correct it in the source");
        }
        password(name.get(), password.get());
    }

    private void password(Text name, Text password) {
        Optional<Users.User> user = draft.users().find(name.text());
        if (user.isEmpty() && !name.text().equals("root")) {
            throw new RefusedException(
                    "it is for none of the users of the configuration", "name the user below users:");
        }
        user.orElseGet(() -> draft.users().user(name, name.place())).password(password, findings);
    }
}
