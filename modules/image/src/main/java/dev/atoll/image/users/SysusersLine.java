package dev.atoll.image.users;

import java.util.Optional;

/** A line of a sysusers.d file. */
sealed interface SysusersLine {

    /** File and line, for messages. */
    String source();

    /**
     * {@code u}: a user and, unless the line names another, its own group.
     *
     * @param primary name or number of the primary group, if the line gives one
     * @param locked {@code u!}: the account has expired from the start
     */
    record User(
            String source,
            String name,
            Optional<Long> uid,
            Optional<String> primary,
            String description,
            Optional<String> home,
            Optional<String> shell,
            boolean locked)
            implements SysusersLine {

        /** One that an {@code m} line implies. */
        static User implied(String source, String name) {
            return new User(
                    source, name, Optional.empty(), Optional.empty(), "", Optional.empty(), Optional.empty(), false);
        }
    }

    /** {@code g}: a group. */
    record Group(String source, String name, Optional<Long> gid) implements SysusersLine {}

    /** {@code m}: a user is a member of a group. */
    record Member(String source, String user, String group) implements SysusersLine {}

    /** {@code r}: numbers to allocate from; without effect, since none are allocated. */
    record Range(String source) implements SysusersLine {}
}
