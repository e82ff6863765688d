package dev.atoll.image.effect;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Numeric ids of the accounts in a tree's {@code /etc/passwd} and {@code /etc/group}. Immutable. */
public final class AccountIds {
    private final Map<String, Long> users;
    private final Map<String, Long> groups;

    private AccountIds(Map<String, Long> users, Map<String, Long> groups) {
        this.users = users;
        this.groups = groups;
    }

    /** Reads both files; a missing one has no accounts. */
    public static AccountIds of(FileTree tree) {
        return new AccountIds(ids(tree, "etc/passwd"), ids(tree, "etc/group"));
    }

    /**
     * A user's id; a number stands for itself.
     *
     * @throws IllegalArgumentException if there is no such user
     */
    public long user(String name) {
        return id(users, "user", name);
    }

    /**
     * A group's id; a number stands for itself.
     *
     * @throws IllegalArgumentException if there is no such group
     */
    public long group(String name) {
        return id(groups, "group", name);
    }

    private static long id(Map<String, Long> ids, String kind, String name) {
        Long id = name.matches("[0-9]{1,10}") ? Long.valueOf(name) : ids.get(name);
        if (id == null) {
            throw new IllegalArgumentException(
                    "no " + kind + " named " + name + " in this image; declare it in sysusers.d");
        }
        return id;
    }

    private static Map<String, Long> ids(FileTree tree, String path) {
        Map<String, Long> ids = new HashMap<>();
        if (tree.get(path).orElse(null) instanceof Node.File file) {
            for (String line : new String(file.content().bytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                String[] fields = line.split(":", -1);
                if (fields.length > 2) {
                    ids.put(fields[0], Long.parseLong(fields[2]));
                }
            }
        }
        return ids;
    }
}
