package dev.atoll.image.users;

/** A user whose number is pinned, 0 to 2^32-2 without 65535. */
public record RegisteredUser(String name, long uid) {
    public RegisteredUser {
        AccountNames.check(name);
        AccountNames.check(name, uid);
    }
}
