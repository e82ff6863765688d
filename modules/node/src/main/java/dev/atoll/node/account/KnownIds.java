package dev.atoll.node.account;

import dev.atoll.document.Default;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers that names have, or once had, on a node. Kept as a document in the node's state.
 *
 * @param users ids of users, which their own groups have too, by name
 * @param groups ids of other groups by name
 */
public record KnownIds(
        @Default("{}") Map<String, Integer> users,
        @Default("{}") Map<String, Integer> groups) {
    /** Those of a node that had no accounts of its own yet. */
    public static final KnownIds NONE = new KnownIds(Map.of(), Map.of());

    public KnownIds {
        users = Map.copyOf(users);
        groups = Map.copyOf(groups);
    }

    KnownIds withUser(String name, int id) {
        TreeMap<String, Integer> more = new TreeMap<>(users);
        more.put(name, id);
        return new KnownIds(more, groups);
    }

    KnownIds withGroup(String name, int id) {
        TreeMap<String, Integer> more = new TreeMap<>(groups);
        more.put(name, id);
        return new KnownIds(users, more);
    }
}
