package dev.atoll.image.effect;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.image.layout.CompositionException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Numeric ids of the accounts in a tree's {@code /etc/passwd} and {@code /etc/group}; a name that is a number means
 * itself, and root is 0. Immutable.
 */
public final class AccountIds {
    /** The highest number an account can have; the one above means none. */
    private static final long MAX_ID = 0xffff_fffeL;

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
     * @throws CompositionException if there is no such user
     */
    public long user(String name) {
        return id(users, "user", name);
    }

    /**
     * A group's id; a number stands for itself.
     *
     * @throws CompositionException if there is no such group
     */
    public long group(String name) {
        return id(groups, "group", name);
    }

    private static long id(Map<String, Long> ids, String kind, String name) {
        if (name.matches("[0-9]{1,10}") && Long.parseLong(name) <= MAX_ID) {
            return Long.parseLong(name);
        }
        Long id = ids.get(name);
        if (id == null) {
            throw new CompositionException(
                    "this image has no " + kind + " " + name + ", but something in it is to belong to it",
                    "declare it in a file below /usr/lib/sysusers.d, or correct the name");
        }
        return id;
    }

    private static Map<String, Long> ids(FileTree tree, String path) {
        Map<String, Long> ids = new HashMap<>(Map.of("root", 0L));
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
