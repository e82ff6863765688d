package dev.atoll.image.users;

/** A group whose number is pinned, 0 to 2^32-2 without 65535. */
public record RegisteredGroup(String name, long gid) {
    public RegisteredGroup {
        AccountNames.check(name);
        AccountNames.check(name, gid);
    }
}
