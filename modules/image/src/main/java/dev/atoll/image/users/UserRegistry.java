package dev.atoll.image.users;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The numbers of system users and groups, pinned for good: a name's number never changes and is never given to another.
 *
 * @param users no name and no number twice
 * @param groups no name and no number twice; a user's own group without an entry has the user's number
 */
public record UserRegistry(List<RegisteredUser> users, List<RegisteredGroup> groups) {
    /** Pins nothing. */
    public static final UserRegistry EMPTY = new UserRegistry(List.of(), List.of());

    /** @throws IllegalArgumentException naming what stands twice */
    public UserRegistry {
        users = List.copyOf(users);
        groups = List.copyOf(groups);
        unique("user", users.stream().map(RegisteredUser::name).toList());
        unique("uid", users.stream().map(RegisteredUser::uid).toList());
        unique("group", groups.stream().map(RegisteredGroup::name).toList());
        unique("gid", groups.stream().map(RegisteredGroup::gid).toList());
    }

    private static void unique(String what, List<?> values) {
        Set<Object> seen = new HashSet<>();
        for (Object value : values) {
            if (!seen.add(value)) {
                throw new IllegalArgumentException(what + " " + value + " is registered twice");
            }
        }
    }

    /**
     * All of some registries.
     *
     * @throws IllegalArgumentException naming what stands twice
     */
    public static UserRegistry of(List<UserRegistry> registries) {
        return new UserRegistry(
                registries.stream().flatMap(it -> it.users().stream()).toList(),
                registries.stream().flatMap(it -> it.groups().stream()).toList());
    }

    public Optional<Long> uid(String name) {
        return users.stream()
                .filter(user -> user.name().equals(name))
                .map(RegisteredUser::uid)
                .findFirst();
    }

    public Optional<Long> gid(String name) {
        return groups.stream()
                .filter(group -> group.name().equals(name))
                .map(RegisteredGroup::gid)
                .findFirst();
    }
}
