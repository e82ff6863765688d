package dev.atoll.node.account;

import dev.atoll.node.config.Group;
import dev.atoll.node.config.Secret;
import dev.atoll.node.config.User;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Adds the accounts of a configuration to those of an image. Lines of the image stay as they are, but for the members of
 * groups and the password of root.
 */
public final class Accounts {
    private static final int FIRST_ID = 1000;
    private static final int LAST_ID = 59_999;
    private static final String ROOT = "root";

    private final Table passwd;
    private final Table group;
    private final Table shadow;
    private final Table gshadow;
    private final Function<Secret, String> secrets;
    private final List<String> problems = new ArrayList<>();
    private final Set<Integer> wanted = new HashSet<>();
    private KnownIds ids;

    /**
     * The accounts of a node.
     *
     * @param files with the configuration's accounts
     * @param ids to be kept for the next time
     */
    public record Merged(AccountFiles files, KnownIds ids) {}

    private Accounts(AccountFiles image, KnownIds ids, Function<Secret, String> secrets) {
        this.passwd = new Table(image.passwd());
        this.group = new Table(image.group());
        this.shadow = new Table(image.shadow());
        this.gshadow = new Table(image.gshadow());
        this.ids = ids;
        this.secrets = secrets;
    }

    /**
     * Adds accounts.
     *
     * @param image the files of the image
     * @param ids what names had on this node
     * @param secrets gives the text of a secret
     * @throws AccountException naming all accounts that cannot be
     */
    public static Merged merge(
            AccountFiles image, List<Group> groups, List<User> users, KnownIds ids, Function<Secret, String> secrets) {
        Accounts accounts = new Accounts(image, ids, secrets);
        groups.forEach(it -> it.id().ifPresent(accounts.wanted::add));
        users.forEach(it -> it.id().ifPresent(accounts.wanted::add));
        groups.forEach(accounts::add);
        users.forEach(accounts::add);
        users.forEach(accounts::join);
        if (!accounts.problems.isEmpty()) {
            throw new AccountException(accounts.problems);
        }
        AccountFiles merged = new AccountFiles(
                accounts.passwd.text(), accounts.group.text(), accounts.shadow.text(), accounts.gshadow.text());
        return new Merged(merged, accounts.ids);
    }

    private void add(Group it) {
        if (group.find(it.name()).isPresent()) {
            problems.add("the image has a group " + it.name() + " already; leave it out, or choose another name");
            return;
        }
        id("group", it.name(), it.id(), Optional.ofNullable(ids.groups().get(it.name())))
                .ifPresent(id -> {
                    ids = ids.withGroup(it.name(), id);
                    addGroup(it.name(), id);
                });
    }

    private void add(User it) {
        if (it.name().equals(ROOT)) {
            password(it).ifPresent(hash -> shadow.set(ROOT, 1, hash));
            return;
        }
        if (passwd.find(it.name()).isPresent() || group.find(it.name()).isPresent()) {
            problems.add("the image has a user or group " + it.name() + " already; choose another name");
            return;
        }
        id("user", it.name(), it.id(), Optional.ofNullable(ids.users().get(it.name())))
                .ifPresent(id -> {
                    ids = ids.withUser(it.name(), id);
                    passwd.add(it.name(), "x", id, id, it.description(), it.directory(), it.shell());
                    shadow.add(it.name(), password(it).orElse("!*"), "", "", "", "", "", "", "");
                    addGroup(it.name(), id);
                });
    }

    private void addGroup(String name, int id) {
        group.add(name, "x", id, "");
        gshadow.add(name, "!*", "", "");
    }

    private void join(User it) {
        for (String name : it.groups()) {
            if (group.find(name).isEmpty()) {
                problems.add("there is no group " + name + " for the user " + it.name()
                        + "; name it below groups:, or install what brings it");
                continue;
            }
            group.addTo(name, 3, it.name());
            gshadow.addTo(name, 3, it.name());
        }
    }

    private Optional<String> password(User it) {
        return it.passwordHash().map(secrets).map(String::strip).filter(hash -> {
            boolean sound = hash.matches("\\$[a-z0-9]+\\$[!-9;-~]+");
            if (!sound) {
                problems.add("the secret for the password of " + it.name()
                        + " is no hash as crypt(5) writes it; make one with: openssl passwd -6");
            }
            return sound;
        });
    }

    private Optional<Integer> id(String kind, String name, Optional<Integer> asked, Optional<Integer> known) {
        if (known.isPresent()) {
            if (asked.isPresent() && !asked.equals(known)) {
                problems.add(kind + " " + name + " has the id " + known.get()
                        + " on this node, and files that belong to it;" + " give that id, or choose another name");
                return Optional.empty();
            }
            return known;
        }
        if (asked.isPresent()) {
            Optional<String> other = owner(asked.get());
            other.ifPresent(it ->
                    problems.add("the id " + asked.get() + " of " + name + " belongs to " + it + "; choose another"));
            return other.isPresent() ? Optional.empty() : asked;
        }
        for (int id = FIRST_ID; id <= LAST_ID; id++) {
            if (!wanted.contains(id) && owner(id).isEmpty()) {
                return Optional.of(id);
            }
        }
        problems.add("no id is left for " + name);
        return Optional.empty();
    }

    /** Who has an id, or once had it on this node. */
    private Optional<String> owner(int id) {
        String text = String.valueOf(id);
        return passwd.findBy(2, text)
                .or(() -> group.findBy(2, text))
                .or(() -> ids.users().entrySet().stream()
                        .filter(it -> it.getValue() == id)
                        .map(it -> it.getKey())
                        .findFirst())
                .or(() -> ids.groups().entrySet().stream()
                        .filter(it -> it.getValue() == id)
                        .map(it -> it.getKey())
                        .findFirst());
    }
}
