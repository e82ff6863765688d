package dev.atoll.image.users;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers who has no number and finds free ones to suggest: from 999 down, as the tool allocates. */
final class MissingIds {
    private static final long HIGHEST = 999;

    private final UserRegistry registry;
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final Map<String, String> users = new LinkedHashMap<>();

    MissingIds(UserRegistry registry) {
        this.registry = registry;
    }

    void group(String name, String source) {
        groups.putIfAbsent(name, source);
    }

    void user(String name, String source) {
        users.putIfAbsent(name, source);
    }

    boolean hasGroup(String name) {
        return groups.containsKey(name);
    }

    boolean hasUser(String name) {
        return users.containsKey(name);
    }

    /**
     * @param declaredUsers whose numbers are taken even where they are not among the accounts yet
     * @throws UnregisteredUserException unless nobody was missing
     */
    void check(
            Accounts accounts,
            Collection<SysusersLine.User> declaredUsers,
            Collection<SysusersLine.Group> declaredGroups) {
        if (groups.isEmpty() && users.isEmpty()) {
            return;
        }
        Set<Long> taken = new HashSet<>();
        registry.users().forEach(user -> taken.add(user.uid()));
        registry.groups().forEach(group -> taken.add(group.gid()));
        declaredUsers.forEach(user -> user.uid().ifPresent(taken::add));
        declaredGroups.forEach(group -> group.gid().ifPresent(taken::add));
        Map<String, Long> suggested = new LinkedHashMap<>();
        List<UnregisteredUserException.Missing> missing = new ArrayList<>();
        groups.forEach((name, source) -> missing.add(new UnregisteredUserException.Missing(
                UnregisteredUserException.Kind.GROUP, name, source, suggest(name, accounts, taken, suggested))));
        users.forEach((name, source) -> missing.add(new UnregisteredUserException.Missing(
                UnregisteredUserException.Kind.USER, name, source, suggest(name, accounts, taken, suggested))));
        throw new UnregisteredUserException(missing);
    }

    /** One number for a user and its own group. */
    private static long suggest(String name, Accounts accounts, Set<Long> taken, Map<String, Long> suggested) {
        return suggested.computeIfAbsent(name, n -> {
            long id = HIGHEST;
            while (taken.contains(id)
                    || accounts.user(id).isPresent()
                    || accounts.group(id).isPresent()) {
                id--;
            }
            taken.add(id);
            return id;
        });
    }
}
