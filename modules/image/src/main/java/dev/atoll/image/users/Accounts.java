package dev.atoll.image.users;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Metadata;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The four databases of users and groups, kept in step. */
final class Accounts {
    private static final int ID = 2;
    private static final int MEMBERS = 3;

    private final Database passwd;
    private final Database group;
    private final Database shadow;
    private final Database gshadow;
    private final String day;

    /** @param day of the last change of passwords, days since 1970 */
    private Accounts(FileTree tree, String passwdFile, String groupFile, long day) {
        this.passwd = Database.read(tree, passwdFile, "etc/passwd", 7);
        this.group = Database.read(tree, groupFile, "etc/group", 4);
        this.shadow = Database.read(tree, "etc/shadow", "etc/shadow", 9);
        this.gshadow = Database.read(tree, "etc/gshadow", "etc/gshadow", 4);
        this.day = Long.toString(day);
    }

    /**
     * Those of the tree, or else Debian's base users: their passwords move to the shadow files as {@code pwconv} and
     * {@code grpconv} move them.
     */
    static Accounts read(FileTree tree, long day) {
        Accounts accounts = new Accounts(tree, "etc/passwd", "etc/group", day);
        if (accounts.passwd.isEmpty() && accounts.group.isEmpty()) {
            accounts = new Accounts(
                    tree, "usr/share/base-passwd/passwd.master", "usr/share/base-passwd/group.master", day);
            accounts.moveToShadow();
        }
        return accounts;
    }

    private void moveToShadow() {
        for (List<String> user : List.copyOf(passwd.records().values())) {
            if (!shadow.has(user.getFirst())) {
                shadow.put(user.getFirst(), user.get(1), day, "0", "99999", "7", "", "", "");
            }
            passwd.put(user.getFirst(), "x", user.get(2), user.get(3), user.get(4), user.get(5), user.get(6));
        }
        for (List<String> one : List.copyOf(group.records().values())) {
            if (!gshadow.has(one.getFirst())) {
                gshadow.put(one.getFirst(), one.get(1), "", one.get(MEMBERS));
            }
            group.put(one.getFirst(), "x", one.get(ID), one.get(MEMBERS));
        }
    }

    Optional<Long> uid(String user) {
        return passwd.number(user, ID);
    }

    Optional<Long> gid(String name) {
        return group.number(name, ID);
    }

    Optional<String> user(long uid) {
        return passwd.named(uid, ID);
    }

    Optional<String> group(long gid) {
        return group.named(gid, ID);
    }

    void addGroup(String name, long gid) {
        group.put(name, "x", Long.toString(gid), "");
        gshadow.put(name, "!*", "", "");
    }

    void addUser(SysusersLine.User user, long uid, long gid, String shell) {
        passwd.put(
                user.name(),
                "x",
                Long.toString(uid),
                Long.toString(gid),
                user.description(),
                user.home().orElse("/"),
                shell);
        if (!shadow.has(user.name())) {
            String password = user.name().equals("root") ? "!unprovisioned" : "!*";
            shadow.put(user.name(), password, day, "", "", "", "", user.locked() ? "1" : "", "");
        }
    }

    /** Adds members to a group, which are sorted if any is new. */
    void addMembers(String name, Collection<String> users) {
        for (Database database : List.of(group, gshadow)) {
            List<String> record = database.records().get(name);
            if (record == null) {
                continue;
            }
            TreeSet<String> members = new TreeSet<>();
            if (!record.get(MEMBERS).isEmpty()) {
                members.addAll(List.of(record.get(MEMBERS).split(",", -1)));
            }
            if (members.addAll(users)) {
                database.put(name, record.get(1), record.get(2), String.join(",", members));
            }
        }
    }

    void write(FileTree tree, long mtime) {
        Metadata open = Metadata.root(0644, mtime);
        Metadata secret = Metadata.root(0640, mtime).withOwner(0, gid("shadow").orElse(0L));
        tree.mkdirs("etc", Metadata.root(0755, mtime));
        passwd.write(tree, open);
        group.write(tree, open);
        shadow.write(tree, secret);
        gshadow.write(tree, secret);
    }
}
