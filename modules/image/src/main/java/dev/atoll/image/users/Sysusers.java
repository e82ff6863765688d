package dev.atoll.image.users;

import dev.atoll.disk.tree.FileTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the users and groups that a tree declares, as {@code systemd-sysusers --root} does, with pinned numbers. */
public final class Sysusers {
    private static final String NO_LOGIN = "/usr/sbin/nologin";
    private static final long SECONDS_PER_DAY = 86_400;

    private final FileTree tree;
    private final Accounts accounts;
    private final UserRegistry registry;
    private final Map<String, SysusersLine.Group> groups = new LinkedHashMap<>();
    private final Map<String, SysusersLine.User> users = new LinkedHashMap<>();
    private final Map<String, Set<String>> members = new LinkedHashMap<>();
    private final MissingIds missing;

    private Sysusers(FileTree tree, UserRegistry registry, long mtime) {
        this.tree = tree;
        this.registry = registry;
        this.accounts = Accounts.read(tree, Math.floorDiv(mtime, SECONDS_PER_DAY));
        this.missing = new MissingIds(registry);
    }

    /**
     * Puts {@code etc/passwd}, {@code etc/group}, {@code etc/shadow} and {@code etc/gshadow}. Users and groups already in
     * {@code etc} stay as they are; if there are none, Debian's base users come first.
     *
     * @param extraLines further sysusers.d lines, read after all files; like the tool, the first line about a name counts
     * @param mtime of the files, seconds since 1970, also the day of the last password change
     * @throws UnregisteredUserException listing everybody who has a number neither in the registry nor in a line
     * @throws UserConflictException if a number is claimed twice, or a primary group does not exist
     * @throws MalformedSysusersException naming the line, if one breaks the format
     */
    public static void apply(FileTree tree, UserRegistry registry, List<String> extraLines, long mtime) {
        Sysusers sysusers = new Sysusers(tree, registry, mtime);
        SysusersFiles.read(tree).forEach(sysusers::declare);
        for (int i = 0; i < extraLines.size(); i++) {
            sysusers.declare(SysusersParser.line("extra line " + (i + 1), extraLines.get(i)));
        }
        sysusers.declareImplied();
        sysusers.checkRegistry();
        sysusers.groups.values().forEach(sysusers::addGroup);
        sysusers.users.values().forEach(sysusers::addUser);
        sysusers.missing.check(sysusers.accounts, sysusers.users.values(), sysusers.groups.values());
        sysusers.members.forEach(sysusers.accounts::addMembers);
        sysusers.accounts.write(tree, mtime);
    }

    private void declare(SysusersLine line) {
        switch (line) {
            case SysusersLine.User user -> users.putIfAbsent(user.name(), user);
            case SysusersLine.Group group -> groups.putIfAbsent(group.name(), group);
            case SysusersLine.Member member ->
                members.computeIfAbsent(member.group(), group -> new LinkedHashSet<>())
                        .add(member.user());
            case SysusersLine.Range r -> {}
        }
    }

    /** A membership creates its user and its group where no line does. */
    private void declareImplied() {
        members.forEach((group, names) -> {
            String source = "the members of " + group;
            names.forEach(name -> users.putIfAbsent(name, SysusersLine.User.implied(source, name)));
            if (!users.containsKey(group)) {
                groups.putIfAbsent(group, new SysusersLine.Group(source, group, Optional.empty()));
            }
        });
    }

    /** Whoever is there already must have the registered number. */
    private void checkRegistry() {
        List<String> wrong = new ArrayList<>();
        for (RegisteredUser user : registry.users()) {
            accounts.uid(user.name())
                    .filter(uid -> uid != user.uid())
                    .ifPresent(uid -> wrong.add("user " + user.name() + " is registered as " + user.uid() + " and is "
                            + uid + " in the tree"));
        }
        for (RegisteredGroup group : registry.groups()) {
            accounts.gid(group.name())
                    .filter(gid -> gid != group.gid())
                    .ifPresent(gid -> wrong.add("group " + group.name() + " is registered as " + group.gid()
                            + " and is " + gid + " in the tree"));
        }
        if (!wrong.isEmpty()) {
            throw new UserConflictException(String.join("\n", wrong) + "\ncorrect the registry");
        }
    }

    private void addGroup(SysusersLine.Group group) {
        if (accounts.gid(group.name()).isPresent()) {
            return;
        }
        registry.gid(group.name())
                .or(group::gid)
                .ifPresentOrElse(
                        gid -> addGroup(group.name(), gid, group.source()),
                        () -> missing.group(group.name(), group.source()));
    }

    private void addGroup(String name, long gid, String source) {
        accounts.group(gid).ifPresent(other -> {
            throw new UserConflictException(source + ": group " + name + " wants number " + gid + ", which group "
                    + other + " has; register another number for " + name);
        });
        accounts.addGroup(name, gid);
    }

    private void addUser(SysusersLine.User user) {
        Optional<Long> existing = accounts.uid(user.name());
        Optional<Long> uid = registry.uid(user.name()).or(user::uid);
        Optional<Long> gid = primaryGroup(user, uid);
        if (existing.isPresent()) {
            return;
        }
        if (uid.isEmpty() && user.primary().isEmpty()) {
            uid = gid;
        }
        if (uid.isEmpty()) {
            missing.user(user.name(), user.source());
        }
        if (uid.isPresent() && gid.isPresent()) {
            addUser(user, uid.get(), gid.get());
        }
    }

    private void addUser(SysusersLine.User user, long uid, long gid) {
        accounts.user(uid).ifPresent(other -> {
            throw new UserConflictException(user.source() + ": user " + user.name() + " wants number " + uid
                    + ", which user " + other + " has; register another number for " + user.name());
        });
        accounts.addUser(user, uid, gid, user.shell().orElseGet(() -> uid == 0 ? rootShell() : NO_LOGIN));
    }

    /** The number of the group that a line names, or of the user's own group, which is made if need be. */
    private Optional<Long> primaryGroup(SysusersLine.User user, Optional<Long> uid) {
        if (user.primary().isPresent()) {
            return namedGroup(user, user.primary().get());
        }
        Optional<Long> existing = accounts.gid(user.name());
        if (existing.isPresent() || missing.hasGroup(user.name())) {
            return existing;
        }
        Optional<Long> gid = registry.gid(user.name());
        if (gid.isEmpty() && uid.isEmpty()) {
            // Once the user has a number its group has it too.
            return gid;
        }
        gid = gid.or(() -> uid.filter(id -> isFree(id, user.name())));
        gid.ifPresentOrElse(
                id -> addGroup(user.name(), id, user.source()), () -> missing.group(user.name(), user.source()));
        return gid;
    }

    /** A user's number may serve its group unless somebody of another name has it. */
    private boolean isFree(long id, String name) {
        return accounts.group(id).isEmpty()
                && registry.groups().stream().noneMatch(group -> group.gid() == id)
                && accounts.user(id).filter(other -> !other.equals(name)).isEmpty();
    }

    private Optional<Long> namedGroup(SysusersLine.User user, String primary) {
        Optional<Long> number = AccountNames.number(primary);
        Optional<Long> gid =
                number.isPresent() ? number.filter(id -> accounts.group(id).isPresent()) : accounts.gid(primary);
        if (gid.isEmpty() && !missing.hasGroup(primary) && !missing.hasUser(primary)) {
            throw new UserConflictException(user.source() + ": the primary group " + primary + " of user " + user.name()
                    + " does not exist; declare it with a line of type g");
        }
        return gid;
    }

    private String rootShell() {
        return tree.resolve("bin/bash").isPresent() ? "/bin/bash" : "/bin/sh";
    }
}
